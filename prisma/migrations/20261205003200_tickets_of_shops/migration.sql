-- Only tickets with a shop's side: appending to others does not write it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "support_tickets_of_shops_idx" ON "support_tickets"("seller_id", "shop_updated_at" DESC, "id" DESC) WHERE "has_shop_side";
