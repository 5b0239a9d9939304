CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "ticket_events_ticket_id_shop_seq_key" ON "ticket_events"("ticket_id", "shop_seq") WHERE "shop_seq" IS NOT NULL;
