-- The message that a message quotes. Messages are only removed with their ticket, so it needs no foreign key, whose check would lock the table.
ALTER TABLE "ticket_messages" ADD COLUMN "quoted_message_id" UUID;
