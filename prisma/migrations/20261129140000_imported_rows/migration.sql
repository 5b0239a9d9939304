-- CreateTable
CREATE TABLE "imported_rows" (
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "local_id" UUID NOT NULL,

    CONSTRAINT "imported_rows_pkey" PRIMARY KEY ("source", "kind", "external_id")
);

-- CreateIndex
CREATE INDEX "imported_rows_local_id_idx" ON "imported_rows"("local_id");
