-- The job queue counts the attempts of a mail and says when the next one is due.
DROP INDEX "mail_outbox_next_at_idx";
ALTER TABLE "mail_outbox" DROP COLUMN "attempts", DROP COLUMN "next_at";
