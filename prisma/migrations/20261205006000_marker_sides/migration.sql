ALTER TABLE "read_markers" ADD COLUMN "side" "ticket_side" NOT NULL DEFAULT 'requester',
ADD COLUMN "shop_seq" INTEGER NOT NULL DEFAULT 0;
