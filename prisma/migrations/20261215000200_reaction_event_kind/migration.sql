ALTER TYPE "event_kind" ADD VALUE 'message_reacted';
