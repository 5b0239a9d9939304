-- A new enum value cannot be used in the transaction that adds it, so it has a migration of its own.
ALTER TYPE "event_kind" ADD VALUE 'rated';
