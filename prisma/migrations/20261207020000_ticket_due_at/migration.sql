-- By when the side whose turn it is should act: the shop until the platform is asked in, staff afterwards.
ALTER TABLE "support_tickets" ADD COLUMN "due_at" TIMESTAMPTZ(6);
