-- Constant defaults: no table is rewritten. Earlier events are identified by their seq alone.
ALTER TABLE "ticket_events" ADD COLUMN "key" INTEGER NOT NULL DEFAULT 0;
