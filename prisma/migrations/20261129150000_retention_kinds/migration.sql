ALTER TYPE "event_kind" ADD VALUE 'legal_hold_set';
ALTER TYPE "event_kind" ADD VALUE 'legal_hold_lifted';
ALTER TYPE "audit_kind" ADD VALUE 'ticket_exported';
ALTER TYPE "audit_kind" ADD VALUE 'person_exported';
ALTER TYPE "audit_kind" ADD VALUE 'person_erased';
ALTER TYPE "audit_kind" ADD VALUE 'legal_hold_set';
ALTER TYPE "audit_kind" ADD VALUE 'legal_hold_lifted';
ALTER TYPE "audit_kind" ADD VALUE 'retention_changed';
