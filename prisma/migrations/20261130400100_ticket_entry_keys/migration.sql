-- Apart from the events: operations lock a ticket before its events.
ALTER TABLE "support_tickets" ADD COLUMN "last_key" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "public_last_key" INTEGER NOT NULL DEFAULT 0;
