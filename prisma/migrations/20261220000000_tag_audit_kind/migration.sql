-- Changes of the desk's tags in the audit log.
ALTER TYPE "audit_kind" ADD VALUE 'tag_changed';
