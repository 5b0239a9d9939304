-- For how long authors can delete their own messages.
ALTER TABLE "desk_settings" ADD COLUMN "message_deletion_minutes" INTEGER NOT NULL DEFAULT 15;
