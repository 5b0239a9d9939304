-- What somebody has uploaded within a day is counted by when the bytes came.
CREATE INDEX "attachments_owner_id_touched_at_idx" ON "attachments"("owner_id", "touched_at");
DROP INDEX "attachments_owner_id_created_at_idx";
