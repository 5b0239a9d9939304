-- A new enum value cannot be used in the transaction that adds it, so it has a migration of its own.
ALTER TYPE "notification_kind" ADD VALUE 'scheduled_message_held';
