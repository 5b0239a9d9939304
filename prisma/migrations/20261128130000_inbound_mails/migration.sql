CREATE TYPE "inbound_channel" AS ENUM ('smtp', 'imap', 'webhook');
CREATE TYPE "inbound_state" AS ENUM ('received', 'accepted', 'ignored', 'rejected');
CREATE TYPE "inbound_reason" AS ENUM (
  'bounce', 'auto_reply', 'mailing_list', 'loop', 'too_many', 'calendar_reply', 'unreadable', 'too_large', 'no_sender', 'unknown_recipient',
  'authentication_failed', 'staff_not_verified', 'disabled', 'invited', 'unknown_address', 'no_access', 'refused');

CREATE TABLE "inbound_mails" (
    "id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "channel" "inbound_channel" NOT NULL,
    "envelope_sender" TEXT,
    "recipients" TEXT[],
    "size" INTEGER NOT NULL,
    "state" "inbound_state" NOT NULL DEFAULT 'received',
    "reason" "inbound_reason",
    "sender" TEXT,
    "subject" TEXT,
    "message_id" UUID,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(6),

    CONSTRAINT "inbound_mails_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "inbound_mails_digest_key" ON "inbound_mails"("digest");
CREATE INDEX "inbound_mails_message_id_idx" ON "inbound_mails"("message_id");
CREATE INDEX "inbound_mails_received_at_id_idx" ON "inbound_mails"("received_at" DESC, "id" DESC);
CREATE INDEX "inbound_mails_sender_processed_at_idx" ON "inbound_mails"("sender", "processed_at");

ALTER TABLE "inbound_mails" ADD CONSTRAINT "inbound_mails_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "ticket_messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
