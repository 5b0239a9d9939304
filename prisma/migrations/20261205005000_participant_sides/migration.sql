ALTER TABLE "ticket_participants" ADD COLUMN "side" "ticket_side" NOT NULL DEFAULT 'requester';
