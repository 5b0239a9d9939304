-- New enum values cannot be used in the transaction that adds them, so they have a migration of their own.
ALTER TYPE "notification_kind" ADD VALUE 'case_escalated';
ALTER TYPE "notification_kind" ADD VALUE 'shop_reminder';
ALTER TYPE "notification_kind" ADD VALUE 'response_overdue';
ALTER TYPE "notification_kind" ADD VALUE 'evidence_requested';
ALTER TYPE "notification_kind" ADD VALUE 'case_decided';
ALTER TYPE "notification_kind" ADD VALUE 'case_appealed';
ALTER TYPE "notification_kind" ADD VALUE 'case_due';
