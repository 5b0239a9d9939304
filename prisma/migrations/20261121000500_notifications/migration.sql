-- What people are told of: facts, written in the transaction of what caused them by triggers, so that every path (a reply,
-- a batch, a job) tells, and none twice. While somebody has not read a notification, another of its kind about the same
-- ticket raises it and counts, so that a storm stays one line.

CREATE TYPE "notification_kind" AS ENUM ('reply', 'opened', 'status', 'assigned', 'mention', 'note', 'chat_request', 'chat_decision');

CREATE TABLE "notifications" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "kind" "notification_kind" NOT NULL,
    "ticket_id" UUID,
    "actor_id" UUID,
    "message_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "count" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "notifications_user_id_created_at_id_idx" ON "notifications"("user_id", "created_at" DESC, "id" DESC);
CREATE INDEX "notifications_created_at_idx" ON "notifications" USING BRIN ("created_at");
CREATE UNIQUE INDEX "notifications_one_unread" ON "notifications" (user_id, kind, ticket_id) NULLS NOT DISTINCT WHERE read_at IS NULL;
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ─── What is told to whom ────────────────────────────────────────────────────
-- Runs as whoever caused it. One statement for however many events; never for the actor; notes for staff alone.

CREATE FUNCTION notify_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told    bigint;
  replies boolean;
  others  boolean;
BEGIN
  -- Imports bring in what is long past.
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  SELECT bool_or(kind = 'message_added' AND audience = 'participants'),
    bool_or(kind IN ('status_changed', 'assigned') OR (audience = 'staff' AND kind IN ('message_added', 'message_edited')))
  INTO replies, others FROM new_events;
  -- By far the most: a statement of its own, as short as can be.
  IF replies THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id)
      SELECT DISTINCT ON (p.id, e.ticket_id) p.id, CASE WHEN e.message_count = 1 THEN 'opened' ELSE 'reply' END::notification_kind,
        e.ticket_id, e.actor_id, e.message_id
      FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id CROSS JOIN LATERAL unnest(t.participant_ids || t.assignee_id) AS p (id)
      WHERE e.kind = 'message_added' AND e.audience = 'participants'
        AND p.id IS NOT NULL AND p.id IS DISTINCT FROM e.actor_id AND p.id IS DISTINCT FROM viewer_id()
      ORDER BY p.id, e.ticket_id, e.seq DESC
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, created_at = clock_timestamp()
      RETURNING id, user_id)
    SELECT count(tell('notifications', id, user_id)) INTO told FROM raised;
  END IF;
  IF NOT others THEN
    RETURN NULL;
  END IF;
  WITH facts AS (
    SELECT r.user_id, r.kind, e.ticket_id, e.actor_id, e.message_id, e.seq,
      CASE WHEN r.kind = 'status' THEN jsonb_build_object('to', e.data ->> 'to') ELSE '{}' END AS data
    FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    CROSS JOIN LATERAL (
      SELECT p.id AS user_id, 'status'::notification_kind AS kind FROM unnest(ARRAY[t.requester_id, t.assignee_id]) AS p (id) WHERE e.kind = 'status_changed'
      UNION
      SELECT (e.data ->> 'assigneeId')::uuid, 'assigned' WHERE e.kind = 'assigned' AND (e.data ->> 'assigneeId') IS DISTINCT FROM (
        SELECT b.data ->> 'assigneeId' FROM ticket_events b
        WHERE b.ticket_id = e.ticket_id AND b.seq < e.seq AND b.kind IN ('assigned', 'claimed', 'unclaimed') ORDER BY b.seq DESC LIMIT 1)
      UNION
      SELECT m.id::uuid, 'mention' FROM jsonb_array_elements_text(e.data -> 'mentions') AS m (id)
      WHERE e.kind IN ('message_added', 'message_edited') AND e.audience = 'staff'
      UNION
      SELECT t.assignee_id, 'note' WHERE e.kind = 'message_added' AND e.audience = 'staff'
        AND NOT coalesce(e.data -> 'mentions' ? t.assignee_id::text, false)
    ) r
    WHERE r.user_id IS NOT NULL AND r.user_id IS DISTINCT FROM e.actor_id AND r.user_id IS DISTINCT FROM viewer_id()),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data, count)
    SELECT DISTINCT ON (user_id, kind, ticket_id) user_id, kind, ticket_id, actor_id, message_id, data,
      count(*) OVER (PARTITION BY user_id, kind, ticket_id)
    FROM facts ORDER BY user_id, kind, ticket_id, seq DESC
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + excluded.count, actor_id = excluded.actor_id, message_id = excluded.message_id, data = excluded.data,
      created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT count(tell('notifications', id, user_id)) INTO told FROM raised;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_events AFTER INSERT ON ticket_events REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_events();

-- Asking is told to all staff; the decision to whom asked, and then nobody of staff need look any more.
CREATE FUNCTION notify_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told bigint;
BEGIN
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id)
      SELECT u.id, 'chat_request', NEW.ticket_id, NEW.requester_id FROM users u
      WHERE u.role IN ('agent', 'admin') AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM viewer_id() ORDER BY u.id
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, created_at = clock_timestamp()
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
  -- Several who ask about the same are one notification: it stands while one of them waits.
  IF NOT EXISTS (SELECT 1 FROM chat_requests r WHERE r.status = 'pending' AND r.ticket_id IS NOT DISTINCT FROM OLD.ticket_id) THEN
    WITH settled AS (
      UPDATE notifications SET read_at = clock_timestamp() WHERE id IN (
        SELECT n.id FROM users u JOIN notifications n ON n.user_id = u.id
        WHERE u.role IN ('agent', 'admin') AND n.kind = 'chat_request' AND n.ticket_id IS NOT DISTINCT FROM OLD.ticket_id AND n.read_at IS NULL
        FOR UPDATE OF n SKIP LOCKED)
      RETURNING id, user_id)
    SELECT count(tell('notifications', id, user_id)) INTO told FROM settled;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_request AFTER INSERT ON chat_requests FOR EACH ROW EXECUTE FUNCTION notify_of_request();
CREATE TRIGGER notify_of_decision AFTER UPDATE OF status ON chat_requests FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION notify_of_request();

-- ─── Read ────────────────────────────────────────────────────────────────────
-- Whoever reads a ticket, on whatever device, has read what they were told of it. What is being raised at this moment is
-- left alone (SKIP LOCKED): it is news, and nobody waits for anybody with locks in hand.

CREATE FUNCTION read_notifications_of_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told uuid;
BEGIN
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  PERFORM FROM notifications n WHERE n.user_id = NEW.user_id AND n.ticket_id = NEW.ticket_id AND n.read_at IS NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  WITH done AS (
    UPDATE notifications SET read_at = clock_timestamp() WHERE id IN (
      SELECT n.id FROM notifications n
      WHERE n.user_id = NEW.user_id AND n.ticket_id = NEW.ticket_id AND n.read_at IS NULL FOR UPDATE SKIP LOCKED)
    RETURNING id)
  SELECT (array_agg(id))[1] INTO told FROM done;
  IF told IS NOT NULL THEN
    PERFORM tell('notifications', told, NEW.user_id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER read_notifications_of_ticket AFTER INSERT OR UPDATE ON read_markers
  FOR EACH ROW EXECUTE FUNCTION read_notifications_of_ticket();

-- Of what is there already people only say that they have read it; the rest is the triggers' to change.
CREATE FUNCTION guard_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whose it is, is the policies' business.
  IF pg_trigger_depth() = 1 AND current_user IN ('parley_staff', 'parley_requester')
    AND (to_jsonb(NEW) - '{read_at,user_id}'::text[] <> to_jsonb(OLD) - '{read_at,user_id}'::text[]
      OR (OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Of a notification one only says that one has read it.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_notification BEFORE UPDATE ON notifications FOR EACH ROW EXECUTE FUNCTION guard_notification();

-- ─── Who may see and write what ──────────────────────────────────────────────
-- Everyone sees their own, staff too. Others' rows are reached from within a trigger alone: raising one needs to see it
-- (ON CONFLICT), and no statement of the server's roles can be inside a trigger, for they own no table to put one on.

ALTER TABLE notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications TO parley_maintenance;
CREATE POLICY maintenance ON notifications TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));

GRANT SELECT, INSERT ON notifications TO parley_staff, parley_requester;
GRANT UPDATE (count, actor_id, message_id, data, created_at, read_at) ON notifications TO parley_staff, parley_requester;
GRANT DELETE ON notifications TO parley_staff;

CREATE POLICY staff_own ON notifications FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0));
-- What notes, assignments and requests tell is for staff.
CREATE POLICY staff_tell ON notifications FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND pg_trigger_depth() > 0 AND user_id IS DISTINCT FROM (SELECT viewer_id()) AND read_at IS NULL
  AND (kind IN ('reply', 'opened', 'status', 'chat_decision')
    OR EXISTS (SELECT 1 FROM users u WHERE u.id = notifications.user_id AND u.role IN ('agent', 'admin'))));
CREATE POLICY staff_raise ON notifications FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0))
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0));
-- The policy says which: those of ninety days ago, of everyone.
CREATE POLICY staff_sweep ON notifications FOR DELETE TO parley_staff
  USING (identified_as('staff') AND created_at < now() - interval '90 days');

-- Somebody who was of staff once sees nothing of it any more.
CREATE POLICY requester_own ON notifications FOR SELECT TO parley_requester USING (
  (user_id = (SELECT viewer_id()) AND kind IN ('reply', 'opened', 'status', 'chat_decision'))
  OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL));
CREATE POLICY requester_tell ON notifications FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND actor_id = (SELECT viewer_id()) AND read_at IS NULL
  AND (kind IN ('reply', 'status') OR (kind = 'chat_request'
    AND EXISTS (SELECT 1 FROM users u WHERE u.id = notifications.user_id AND u.role IN ('agent', 'admin')))));
CREATE POLICY requester_raise ON notifications FOR UPDATE TO parley_requester
  USING (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL))
  WITH CHECK (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND actor_id = (SELECT viewer_id())));
