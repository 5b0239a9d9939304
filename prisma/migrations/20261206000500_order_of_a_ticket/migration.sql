-- The order that a ticket is about, as the marketplace names it.
ALTER TABLE "support_tickets" ADD COLUMN "order_reference" TEXT;
