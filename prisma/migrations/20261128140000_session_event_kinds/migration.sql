ALTER TYPE event_kind ADD VALUE 'session_responded';
ALTER TYPE event_kind ADD VALUE 'session_ended';
ALTER TYPE event_kind ADD VALUE 'session_link_changed';
