ALTER TYPE "notification_kind" ADD VALUE 'emergency_access';
