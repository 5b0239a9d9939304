-- Whether the location is removed from pictures and films that people send. The policies of desk_settings hold for it:
-- staff read it, admins change it, and the audit log records the change.
ALTER TABLE "desk_settings" ADD COLUMN "remove_location" BOOLEAN NOT NULL DEFAULT true;
