ALTER TABLE "ticket_events" ADD COLUMN "shop_seq" INTEGER,
ADD COLUMN "shop_message_count" INTEGER NOT NULL DEFAULT 0;
