ALTER TABLE "desk_settings" VALIDATE CONSTRAINT "desk_settings_profile";
