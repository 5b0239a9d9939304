-- New enum values cannot be used in the transaction that adds them, so they have a migration of their own.
ALTER TYPE "notification_kind" ADD VALUE 'rating_requested';
ALTER TYPE "notification_kind" ADD VALUE 'rated';
