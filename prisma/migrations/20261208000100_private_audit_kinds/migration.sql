ALTER TYPE "audit_kind" ADD VALUE 'emergency_access';
ALTER TYPE "audit_kind" ADD VALUE 'confidential_changed';
