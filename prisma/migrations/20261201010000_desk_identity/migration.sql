-- How the desk presents itself: name, accent colour, logo, profile, and the sender of its mails. Null stands for what the environment says.
CREATE TYPE "desk_accent" AS ENUM ('indigo', 'blue', 'teal', 'green', 'amber', 'red', 'pink', 'violet', 'graphite');
ALTER TABLE "desk_settings" ADD COLUMN "desk_name" TEXT,
  ADD COLUMN "accent" "desk_accent" NOT NULL DEFAULT 'indigo',
  ADD COLUMN "profile" TEXT,
  ADD COLUMN "sender_address" TEXT,
  ADD CONSTRAINT "desk_settings_profile" CHECK ("profile" IN ('marketplace', 'counselling'));

CREATE TABLE "desk_logo" (
  "id" BOOLEAN NOT NULL DEFAULT true,
  "version" UUID NOT NULL DEFAULT gen_random_uuid(),
  "data" BYTEA NOT NULL,

  CONSTRAINT "desk_logo_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "desk_logo_one_row" CHECK ("id")
);
