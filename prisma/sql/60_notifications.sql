-- The kinds that requesters may receive; all others are for staff. The planner puts the body of these two into the policies.
CREATE FUNCTION is_for_requesters(kind notification_kind) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT kind IN ('reply', 'opened', 'status', 'chat_decision', 'scheduled_message_held',
    'session_scheduled', 'session_moved', 'session_cancelled', 'session_reminder', 'rating_requested', 'emergency_access',
    'shop_reminder', 'response_overdue', 'evidence_requested', 'case_decided', 'case_appealed',
    'shop_ticket', 'shop_asked_in', 'shop_assigned')
$$;

-- The kinds that what a requester does may raise for others.
CREATE FUNCTION is_raised_by_requesters(kind notification_kind) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT kind IN ('reply', 'status', 'chat_request', 'unassigned', 'session_response', 'rated', 'case_escalated', 'case_appealed', 'shop_ticket', 'shop_assigned')
$$;

-- A chat request notifies all staff. The decision notifies its requester, unless they are disabled, and settles what staff were
-- notified of.
CREATE FUNCTION notify_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published bigint;
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
    SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
    RETURN NULL;
  END IF;
  IF NEW.status IN ('accepted', 'declined') THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
      SELECT u.id, 'chat_decision', NEW.ticket_id, viewer_id(), jsonb_build_object('to', NEW.status) FROM users u
      WHERE u.id = NEW.requester_id AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM viewer_id()
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
      RETURNING id, user_id)
    SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
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
  SELECT count(publish_change('notifications', id, user_id)) INTO published FROM settled;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_decision AFTER UPDATE OF status ON chat_requests FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION notify_of_request();
CREATE TRIGGER notify_of_request AFTER INSERT ON chat_requests FOR EACH ROW EXECUTE FUNCTION notify_of_request();

-- Without sequential scans: see decide_about().
CREATE FUNCTION read_notifications_of_ticket() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  published uuid;
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
  SELECT (array_agg(id))[1] INTO published FROM done;
  IF published IS NOT NULL THEN
    PERFORM publish_change('notifications', published, NEW.user_id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER read_notifications_of_ticket AFTER INSERT OR UPDATE ON read_markers
  FOR EACH ROW EXECUTE FUNCTION read_notifications_of_ticket();

-- Of what is there already people only say that they have read it; the rest is the triggers' to change.
CREATE FUNCTION guard_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whose it is, is the policies' business.
  IF pg_trigger_depth() = 1 AND (is_staff_connection() OR current_user = 'parley_requester')
    AND (to_jsonb(NEW) - '{read_at,user_id}'::text[] <> to_jsonb(OLD) - '{read_at,user_id}'::text[]
      OR (OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Of a notification one only says that one has read it.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_notification BEFORE UPDATE ON notifications FOR EACH ROW EXECUTE FUNCTION guard_notification();

-- Whom a message concerns: everybody on the sides that can read it, and the assignee. Of the people of a shop, who handles the ticket there;
-- nobody handles it yet: all of them, if the other side wrote it.
CREATE FUNCTION readers_of_message(t support_tickets, to_audience audience, author uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  people  uuid[] := CASE WHEN t.shop_access <> 'none' THEN ARRAY(SELECT p FROM people_of_shop(t.seller_id) AS p) ELSE '{}' END;
  by_shop boolean := author = ANY (people) AND (author <> ALL (t.participant_ids) OR author = ANY (t.shop_participant_ids) OR t.shop_access = 'requester');
  of_shop uuid[] := CASE WHEN t.shop_assignee_id IS NOT NULL THEN ARRAY[t.shop_assignee_id] WHEN by_shop THEN '{}' ELSE people END;
  of_requester uuid[] := ARRAY(SELECT p FROM unnest(t.participant_ids) AS p WHERE p <> ALL (t.shop_participant_ids));
BEGIN
  RETURN ARRAY[t.assignee_id]
    || CASE WHEN to_audience IN ('participants', 'requester')
         THEN of_requester || CASE WHEN t.shop_access = 'requester' THEN of_shop ELSE '{}' END ELSE '{}' END
    || CASE WHEN to_audience IN ('participants', 'shop') AND t.has_shop_side
         THEN t.shop_participant_ids || CASE WHEN t.shop_access = 'shop' THEN ARRAY(SELECT p FROM unnest(of_shop) AS p WHERE p <> ALL (of_requester)) ELSE '{}' END ELSE '{}' END;
END $$;

-- A message to everyone whom it concerns: by far the most frequent notification. None is ever written together with another. A ticket whose
-- assignee cannot be notified (it has ended, and they have left) counts as nobody's: this message reopens it. What is between a buyer and a
-- shop is nobody's business of the staff until they are asked in.
CREATE FUNCTION notify_of_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ticket  support_tickets;
  readers uuid[];
  people  uuid[];
BEGIN
  SELECT * INTO ticket FROM support_tickets t WHERE t.id = NEW.ticket_id;
  -- Most tickets have no shop that takes part.
  readers := CASE WHEN ticket.shop_access = 'none' AND NOT ticket.has_shop_side
    THEN ticket.participant_ids || ticket.assignee_id ELSE readers_of_message(ticket, NEW.audience, NEW.actor_id) END;
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id)
    SELECT u.id, CASE
        WHEN ticket.addressed_to = 'shop' AND ticket.shop_assignee_id IS NULL AND ticket.escalated_at IS NULL AND u.role = 'seller'
          AND u.id <> ALL (ticket.participant_ids) THEN 'shop_ticket'
        WHEN NEW.message_count = 1 THEN 'opened' ELSE 'reply' END::notification_kind, NEW.ticket_id, NEW.actor_id, NEW.message_id
    FROM users u
    WHERE u.id = ANY (readers) AND u.disabled_at IS NULL
      AND (u.role IN ('agent', 'admin') OR u.id IS DISTINCT FROM ticket.assignee_id OR u.id = ANY (ticket.participant_ids))
      AND u.id IS DISTINCT FROM NEW.actor_id AND u.id IS DISTINCT FROM viewer_id()
    ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, created_at = clock_timestamp()
    RETURNING id, user_id),
  -- publish_changes(), in the same statement.
  published AS (INSERT INTO live_changes (topic, subject_id, user_id) SELECT 'notifications', r.id, r.user_id FROM raised r)
  SELECT array_agg(user_id) INTO people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM send_hint('c:notifications:' || p) FROM unnest(people) AS p;
  END IF;
  IF current_user <> 'parley_requester' THEN
    -- Staff have answered.
    IF ticket.assignee_id IS NULL AND NEW.data ->> 'sender' IN ('agent', 'admin') THEN
      PERFORM withdraw_unassigned(ARRAY[NEW.ticket_id]);
    END IF;
  ELSE
    -- Somebody of the shop has answered: the others need not.
    IF ticket.addressed_to = 'shop' AND NEW.actor_id <> ALL (ticket.participant_ids) THEN
      PERFORM withdraw_shop_tickets(ARRAY[NEW.ticket_id]);
    END IF;
    -- But they alone, and the author's own side, read a message to one side.
    IF (is_for_staff(ticket.addressed_to, ticket.escalated_at) OR NEW.audience <> 'participants')
      AND (ticket.assignee_id IS NULL OR NOT coalesce(ticket.assignee_id = ANY (people), false)) THEN
      PERFORM notify_agents(NEW.ticket_id, ticket.team, ticket.participant_ids, NEW.actor_id, NEW.message_id,
        CASE WHEN NEW.message_count = 1 THEN '{"opened": true}' ELSE '{}' END::jsonb);
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- Imports bring in what is long past.
CREATE TRIGGER notify_of_message AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.kind = 'message_added' AND NEW.audience <> 'staff' AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION notify_of_message();

-- Runs once for all events of a statement. Notifies people of those that are not messages to participants.
CREATE FUNCTION notify_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  notifies boolean;
  settles  boolean;
  subjects uuid[];
  people   uuid[];
  tickets  uuid[];
BEGIN
  SELECT
    bool_or(kind IN ('status_changed', 'assigned', 'shop_asked_in', 'shop_assigned') OR (audience = 'staff' AND kind IN ('message_added', 'message_edited'))),
    bool_or(kind IN ('status_changed', 'assigned', 'claimed', 'shop_assigned'))
  INTO notifies, settles FROM new_events;
  IF settles THEN
    SELECT array_agg(DISTINCT t.id) INTO tickets FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    WHERE (e.kind IN ('assigned', 'claimed') AND t.assignee_id IS NOT NULL) OR (e.kind = 'status_changed' AND has_ended(t.status));
    IF tickets IS NOT NULL THEN
      PERFORM withdraw_unassigned(tickets);
    END IF;
    SELECT array_agg(DISTINCT t.id) INTO tickets FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    WHERE t.addressed_to = 'shop' AND ((e.kind = 'shop_assigned' AND t.shop_assignee_id IS NOT NULL) OR (e.kind = 'status_changed' AND has_ended(t.status)));
    IF tickets IS NOT NULL THEN
      PERFORM withdraw_shop_tickets(tickets);
    END IF;
    -- A customer wants more of what had ended, and nobody has it.
    IF current_user = 'parley_requester' THEN
      PERFORM notify_agents(t.id, t.team, t.participant_ids, e.actor_id, NULL, '{"reopened": true}')
      FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
      WHERE e.kind = 'status_changed' AND e.data ->> 'from' IN ('resolved', 'closed') AND NOT has_ended(t.status) AND t.assignee_id IS NULL
        AND is_for_staff(t.addressed_to, t.escalated_at);
    END IF;
  END IF;
  IF notifies IS NOT TRUE THEN
    RETURN NULL;
  END IF;
  WITH wanted AS (
    SELECT r.user_id, r.kind, e.ticket_id, e.actor_id, e.message_id, e.seq,
      CASE WHEN r.kind = 'status' THEN jsonb_build_object('to', e.data ->> 'to') ELSE '{}' END AS data
    FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    CROSS JOIN LATERAL (
      SELECT p.id AS user_id, 'status'::notification_kind AS kind FROM unnest(ARRAY[t.requester_id, t.assignee_id, t.shop_assignee_id]) AS p (id) WHERE e.kind = 'status_changed'
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
      UNION
      SELECT p, 'shop_asked_in' FROM people_of_shop(t.seller_id) AS p WHERE e.kind = 'shop_asked_in'
      UNION
      SELECT (e.data ->> 'userId')::uuid, 'shop_assigned' WHERE e.kind = 'shop_assigned' AND t.shop_access <> 'none'
    ) r
    -- LATERAL with a LIMIT: always looked up, never joined by reading a whole table. Of those who are not staff, only a ticket's
    -- requester and the people of its shop are notified.
    CROSS JOIN LATERAL (SELECT u.role FROM users u WHERE u.id = r.user_id AND u.disabled_at IS NULL LIMIT 1) u
    WHERE r.user_id IS DISTINCT FROM e.actor_id AND r.user_id IS DISTINCT FROM viewer_id()
      AND (u.role IN ('agent', 'admin') OR (is_for_requesters(r.kind) AND (r.user_id = t.requester_id OR (t.shop_access <> 'none' AND is_of_shop(r.user_id, t.seller_id)))))),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data, count)
    SELECT DISTINCT ON (user_id, kind, ticket_id) user_id, kind, ticket_id, actor_id, message_id, data,
      count(*) OVER (PARTITION BY user_id, kind, ticket_id)
    FROM wanted ORDER BY user_id, kind, ticket_id, seq DESC
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + excluded.count, actor_id = excluded.actor_id, message_id = excluded.message_id, data = excluded.data,
      created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

-- Imports bring in what is long past.
CREATE TRIGGER notify_of_events AFTER INSERT ON ticket_events REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION notify_of_events();

-- The agents (no service accounts) who answer for tickets of a team that nobody has: its members, or all agents where it has none, or else the admins.
-- As requesters run this, it must not depend on an index over `role` alone: enum comparisons are not leakproof (decision 002).
CREATE FUNCTION agents_for(of_team text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH staff AS MATERIALIZED (
    SELECT id, role, team FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL AND NOT is_service)
  SELECT id FROM staff WHERE CASE
    WHEN EXISTS (SELECT FROM staff WHERE team = of_team) THEN team = of_team
    WHEN EXISTS (SELECT FROM staff WHERE role = 'agent') THEN role = 'agent'
    ELSE true END
$$;

-- Notifies the agents of a ticket that nobody has. A message counts; a ticket that is reopened without one is noted once.
CREATE FUNCTION notify_agents(ticket uuid, of_team text, participants uuid[], actor uuid, message uuid, about jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data)
    SELECT a.id, 'unassigned', ticket, actor, message, about
    FROM agents_for(of_team) AS a (id) WHERE a.id <> ALL (participants) AND a.id IS DISTINCT FROM actor ORDER BY a.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + (n.message_id IS NOT NULL)::int, actor_id = excluded.actor_id, message_id = excluded.message_id,
      data = excluded.data, created_at = clock_timestamp()
    WHERE excluded.message_id IS NOT NULL
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
END $$;

-- Takes such notifications back from everybody. One that its reader is marking as read at this moment is skipped: nobody
-- waits for anybody with locks held. Without sequential scans: see decide_about().
CREATE FUNCTION withdraw_unassigned(tickets uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH withdrawn AS (
    DELETE FROM notifications WHERE id IN (
      SELECT n.id FROM notifications n WHERE n.ticket_id = ANY (tickets) AND n.kind = 'unassigned' FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM withdrawn;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
END $$;

-- The same for the people of shops.
CREATE FUNCTION withdraw_shop_tickets(tickets uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH withdrawn AS (
    DELETE FROM notifications WHERE id IN (
      SELECT n.id FROM notifications n WHERE n.ticket_id = ANY (tickets) AND n.kind = 'shop_ticket' FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM withdrawn;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
END $$;

-- ─── notifications ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (actor_id, message_id, data, count, created_at, read_at), DELETE ON notifications TO parley_staff, parley_requester;
CREATE POLICY staff_own ON notifications FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0));
CREATE POLICY staff_notify ON notifications FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND pg_trigger_depth() > 0 AND read_at IS NULL
  -- Nobody is notified of their own actions, except that a message that they scheduled is held.
  AND (user_id IS DISTINCT FROM (SELECT viewer_id()) OR kind = 'scheduled_message_held')
  AND (is_for_requesters(kind)
    OR EXISTS (SELECT 1 FROM users u WHERE u.id = notifications.user_id AND u.role IN ('agent', 'admin'))));
CREATE POLICY staff_raise ON notifications FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0))
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0));
-- The policy says which: those of ninety days ago, of everyone.
CREATE POLICY staff_sweep ON notifications FOR DELETE TO parley_staff
  USING (identified_as('staff') AND created_at < now() - interval '90 days');
CREATE POLICY staff_withdraw ON notifications FOR DELETE TO parley_staff
  USING (identified_as('staff') AND pg_trigger_depth() > 0 AND kind IN ('unassigned', 'rating_requested', 'shop_ticket'));
-- Somebody who has left the staff no longer sees what is for staff.
CREATE POLICY requester_own ON notifications FOR SELECT TO parley_requester USING (
  (user_id = (SELECT viewer_id()) AND is_for_requesters(kind))
  OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL));
CREATE POLICY requester_notify ON notifications FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND read_at IS NULL
  AND ((kind = 'scheduled_message_held' AND user_id = (SELECT viewer_id()))
    OR (actor_id = (SELECT viewer_id()) AND is_raised_by_requesters(kind)
      AND (is_for_requesters(kind) OR EXISTS (SELECT 1 FROM users u WHERE u.id = notifications.user_id AND u.role IN ('agent', 'admin'))))));
-- Whoever takes a request back changes notifications that others have raised as well. A trigger alone can reach them.
CREATE POLICY requester_raise ON notifications FOR UPDATE TO parley_requester
  USING (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL))
  WITH CHECK (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL));
CREATE POLICY requester_withdraw ON notifications FOR DELETE TO parley_requester
  USING ((SELECT viewer_id()) IS NOT NULL AND pg_trigger_depth() > 0 AND kind IN ('unassigned', 'rating_requested', 'shop_ticket'));
