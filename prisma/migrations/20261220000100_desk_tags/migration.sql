-- What the desk knows of a tag beside its use: its colour, and what it was called before.
CREATE TYPE "tag_color" AS ENUM ('gray', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink');

CREATE TABLE "desk_tags" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "color" "tag_color",
    "former_names" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "desk_tags_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "desk_tags_name_key" ON "desk_tags"("name");
