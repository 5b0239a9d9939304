ALTER TABLE "support_tickets" VALIDATE CONSTRAINT "support_tickets_shop_assignee_id_fkey";
