ALTER TABLE "support_tickets" ADD COLUMN "shop_since_message_count" INTEGER NOT NULL DEFAULT 0;
