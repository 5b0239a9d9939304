CREATE TYPE meeting_provider AS ENUM ('google_meet', 'jitsi', 'link');
CREATE TYPE meeting_state AS ENUM ('pending', 'ready', 'failed');
CREATE TYPE session_outcome AS ENUM ('held', 'missed');
CREATE TYPE session_response AS ENUM ('accepted', 'declined', 'proposed');

CREATE TABLE sessions (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  ticket_id       uuid NOT NULL REFERENCES support_tickets (id) ON DELETE CASCADE ON UPDATE CASCADE,
  host_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  starts_at       timestamptz(6) NOT NULL,
  ends_at         timestamptz(6) NOT NULL,
  time_zone       text NOT NULL DEFAULT 'UTC',
  provider        meeting_provider NOT NULL,
  join_url        text,
  meeting_state   meeting_state NOT NULL DEFAULT 'pending',
  meeting_problem text,
  external_id     text,
  sequence        int NOT NULL DEFAULT 0,
  cancelled_at    timestamptz(6),
  outcome         session_outcome,
  outcome_note    text,
  created_by      uuid REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
  created_at      timestamptz(6) NOT NULL DEFAULT now(),
  updated_at      timestamptz(6) NOT NULL DEFAULT now(),
  CHECK (ends_at > starts_at),
  CHECK (meeting_state <> 'ready' OR join_url IS NOT NULL OR cancelled_at IS NOT NULL)
);
CREATE INDEX sessions_ticket_id_starts_at_idx ON sessions (ticket_id, starts_at);
CREATE INDEX sessions_host_id_starts_at_idx ON sessions (host_id, starts_at);
CREATE INDEX sessions_created_by_idx ON sessions (created_by);

CREATE TABLE session_attendees (
  session_id         uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id            uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  response           session_response,
  proposed_starts_at timestamptz(6),
  responded_at       timestamptz(6),
  PRIMARY KEY (session_id, user_id),
  CHECK ((response IS NOT DISTINCT FROM 'proposed') = (proposed_starts_at IS NOT NULL))
);
CREATE INDEX session_attendees_user_id_idx ON session_attendees (user_id);
