-- New enum values cannot be used in the transaction that adds them, so they have a migration of their own.
ALTER TYPE "audit_kind" ADD VALUE 'token_used';
