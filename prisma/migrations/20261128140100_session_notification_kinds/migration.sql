ALTER TYPE notification_kind ADD VALUE 'session_scheduled';
ALTER TYPE notification_kind ADD VALUE 'session_moved';
ALTER TYPE notification_kind ADD VALUE 'session_cancelled';
ALTER TYPE notification_kind ADD VALUE 'session_response';
ALTER TYPE notification_kind ADD VALUE 'session_reminder';
