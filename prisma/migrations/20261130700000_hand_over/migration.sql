-- The hand-over tokens that were used, so that each works once, on whatever node. A key is the hash of the issuer and the token's id.
CREATE TABLE "handover_uses" (
  "key" BYTEA NOT NULL,
  "expires_at" TIMESTAMPTZ(6) NOT NULL,

  CONSTRAINT "handover_uses_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "handover_uses_expires_at_idx" ON "handover_uses"("expires_at");

-- By which id another system knows a shop.
CREATE TABLE "external_shops" (
  "source" TEXT NOT NULL,
  "external_id" TEXT NOT NULL,
  "shop_id" UUID NOT NULL,

  CONSTRAINT "external_shops_pkey" PRIMARY KEY ("source", "external_id"),
  CONSTRAINT "external_shops_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "sellers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "external_shops_shop_id_idx" ON "external_shops"("shop_id");
