-- Few tickets have a deadline, so the index is small.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "support_tickets_due" ON "support_tickets"("due_at", "id") WHERE "due_at" IS NOT NULL;
