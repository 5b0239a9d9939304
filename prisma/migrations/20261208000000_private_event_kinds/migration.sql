-- A ticket became confidential or is no longer, and an admin has emergency access to it.
ALTER TYPE "event_kind" ADD VALUE 'confidential_changed';
ALTER TYPE "event_kind" ADD VALUE 'emergency_access';
