CREATE INDEX CONCURRENTLY IF NOT EXISTS "support_tickets_staff_ids_idx" ON "support_tickets" USING gin ("staff_ids");
