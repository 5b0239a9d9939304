-- Messages that are to be sent later.
CREATE TYPE "scheduled_message_state" AS ENUM ('scheduled', 'held', 'sent', 'cancelled');
CREATE TYPE "scheduled_message_hold_reason" AS ENUM ('answered', 'author_disabled', 'rejected');

CREATE TABLE "scheduled_messages" (
  "id" UUID NOT NULL,
  "ticket_id" UUID NOT NULL,
  "author_id" UUID NOT NULL,
  "audience" "audience" NOT NULL DEFAULT 'participants',
  "body" TEXT,
  "send_at" TIMESTAMPTZ(6) NOT NULL,
  "state" "scheduled_message_state" NOT NULL DEFAULT 'scheduled',
  "hold_reason" "scheduled_message_hold_reason",
  "based_on" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "scheduled_messages_pkey" PRIMARY KEY ("id"),
  -- Once it is sent, the text is that of the message, which can be edited and deleted: no copy of it is kept.
  CONSTRAINT "scheduled_messages_body" CHECK (("body" IS NOT NULL) = ("state" IN ('scheduled', 'held'))),
  CONSTRAINT "scheduled_messages_hold_reason" CHECK (("hold_reason" IS NOT NULL) = ("state" = 'held'))
);

ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "scheduled_messages_ticket_id_state_idx" ON "scheduled_messages"("ticket_id", "state");
CREATE INDEX "scheduled_messages_author_id_state_idx" ON "scheduled_messages"("author_id", "state");
