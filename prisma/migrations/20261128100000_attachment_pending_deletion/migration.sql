ALTER TYPE "attachment_state" RENAME VALUE 'doomed' TO 'pending_deletion';
