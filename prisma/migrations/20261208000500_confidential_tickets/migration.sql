-- Whether there is any confidential ticket is asked at the start of each operation of staff.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "support_tickets_confidential" ON "support_tickets"("id") WHERE "confidential";
