-- New enum values cannot be used in the transaction that adds them, so they have a migration of their own.
ALTER TYPE "event_kind" ADD VALUE 'case_escalated';
ALTER TYPE "event_kind" ADD VALUE 'shop_response_overdue';
ALTER TYPE "event_kind" ADD VALUE 'evidence_requested';
ALTER TYPE "event_kind" ADD VALUE 'evidence_answered';
ALTER TYPE "event_kind" ADD VALUE 'case_decided';
ALTER TYPE "event_kind" ADD VALUE 'case_appealed';
