ALTER TABLE "desk_settings"
  ADD COLUMN "backups_kept" INTEGER NOT NULL DEFAULT 14,
  ADD COLUMN "last_backup_at" TIMESTAMPTZ(6),
  ADD COLUMN "last_backup_problem" TEXT;
ALTER TABLE "desk_settings" ADD CONSTRAINT "desk_settings_backups_kept" CHECK ("backups_kept" BETWEEN 0 AND 365);
