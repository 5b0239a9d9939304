-- Changes of the desk's teams in the audit log.
ALTER TYPE "audit_kind" ADD VALUE 'team_changed';
