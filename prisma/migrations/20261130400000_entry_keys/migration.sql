-- Constant defaults: no table is rewritten. Earlier events are identified by their seq alone.
ALTER TABLE "ticket_events" ADD COLUMN "key" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "support_tickets" ADD COLUMN "last_key" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "public_last_key" INTEGER NOT NULL DEFAULT 0;
