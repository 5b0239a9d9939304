ALTER TABLE "desk_settings" ADD COLUMN "staff_second_factor" BOOLEAN NOT NULL DEFAULT false;
