-- Counts and moves the open tickets of a team without its ended ones.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "support_tickets_open_in_team" ON "support_tickets"("team", "id") WHERE "status" IN ('open', 'in_progress');
