-- Disputes by when they are due. Partial, so that other tickets cost nothing.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "support_tickets_disputes" ON "support_tickets"((coalesce("due_at", 'infinity')), "id") WHERE "escalated_at" IS NOT NULL;
