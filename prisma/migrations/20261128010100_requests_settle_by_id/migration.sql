-- A notification of chat requests names the requests that it is about, and stands until each of them is decided or taken back.
-- Until now the trigger asked whether another request still waits. Under row-level security somebody who takes a request back
-- sees no other one: the notification was settled although somebody else was waiting, or, where the other had asked last, the
-- policy refused and the whole operation failed.

CREATE OR REPLACE FUNCTION notify_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told bigint;
BEGIN
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
      SELECT u.id, 'chat_request', NEW.ticket_id, NEW.requester_id, jsonb_build_object('requests', jsonb_build_object(NEW.id, NEW.requester_id))
      FROM users u
      WHERE u.role IN ('agent', 'admin') AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM viewer_id() ORDER BY u.id
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, created_at = clock_timestamp(),
        data = jsonb_build_object('requests', coalesce(n.data -> 'requests', '{}') || (excluded.data -> 'requests'))
      RETURNING id, user_id)
    SELECT count(tell('notifications', id, user_id)) INTO told FROM raised;
    RETURN NULL;
  END IF;
  IF NEW.status IN ('accepted', 'declined') THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
      VALUES (NEW.requester_id, 'chat_decision', NEW.ticket_id, viewer_id(), jsonb_build_object('to', NEW.status))
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
      RETURNING id, user_id)
    SELECT count(tell('notifications', id, user_id)) INTO told FROM raised;
  END IF;
  -- Requests about the same are made and decided one after another (requests/lockPending.ts), so that nobody but a reader
  -- can hold these rows: what is skipped is being marked as read.
  WITH mine AS (
    SELECT n.id, n.data #- ARRAY['requests', OLD.id::text] AS rest FROM users u JOIN notifications n ON n.user_id = u.id
    WHERE u.role IN ('agent', 'admin') AND n.kind = 'chat_request' AND n.ticket_id IS NOT DISTINCT FROM OLD.ticket_id
      AND n.read_at IS NULL AND n.data -> 'requests' ? OLD.id::text
    FOR UPDATE OF n SKIP LOCKED),
  settled AS (
    UPDATE notifications n SET
      data = m.rest, count = greatest(1, w.waiting), actor_id = coalesce(w.asker, n.actor_id),
      read_at = CASE WHEN w.waiting = 0 THEN clock_timestamp() END
    FROM mine m CROSS JOIN LATERAL (
      SELECT count(*) AS waiting, min(value)::uuid AS asker FROM jsonb_each_text(m.rest -> 'requests')) w
    WHERE n.id = m.id RETURNING n.id, n.user_id)
  SELECT count(tell('notifications', id, user_id)) INTO told FROM settled;
  RETURN NULL;
END $$;

-- Whoever takes a request back changes notifications that others have raised as well. A trigger alone can reach them.
ALTER POLICY requester_raise ON notifications
  WITH CHECK (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL));

-- Those that stand now. The owner obeys the policies too, and would see none of them.
ALTER TABLE notifications NO FORCE ROW LEVEL SECURITY;
ALTER TABLE chat_requests NO FORCE ROW LEVEL SECURITY;
UPDATE notifications n SET data = jsonb_build_object('requests', r.waiting) FROM (
  SELECT ticket_id, jsonb_object_agg(id, requester_id) AS waiting FROM chat_requests WHERE status = 'pending' GROUP BY ticket_id) r
WHERE n.kind = 'chat_request' AND n.read_at IS NULL AND n.ticket_id IS NOT DISTINCT FROM r.ticket_id;
ALTER TABLE notifications FORCE ROW LEVEL SECURITY;
ALTER TABLE chat_requests FORCE ROW LEVEL SECURITY;
