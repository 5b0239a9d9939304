-- A customer's message on a ticket that nobody has notifies the agents of its team, until somebody has it or answers. And
-- nobody is notified of what they may not see: whoever is disabled, or no longer staff, is left out instead of failing the write.

-- Who answers for tickets of a team that nobody has: its members, or all agents where it has none, or else the admins. As
-- requesters run this, it must not depend on an index over `role` alone: enum comparisons are not leakproof (decision 002).
CREATE INDEX users_enabled_staff ON users (team, id) WHERE role IN ('agent', 'admin') AND disabled_at IS NULL;
-- Few at any time: they go as soon as somebody has the ticket.
CREATE INDEX notifications_unassigned ON notifications (ticket_id) WHERE kind = 'unassigned';

CREATE FUNCTION agents_for(of_team text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH staff AS MATERIALIZED (SELECT id, role, team FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL)
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
    PERFORM tell_all('notifications', subjects, people);
  END IF;
END $$;

-- Takes such notifications back from everybody. One that its reader is marking as read at this moment is skipped: nobody
-- waits for anybody with locks held.
CREATE FUNCTION withdraw_unassigned(tickets uuid[]) RETURNS void LANGUAGE plpgsql AS $$
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
    PERFORM tell_all('notifications', subjects, people);
  END IF;
END $$;

-- A message to everyone who takes part, and to the assignee: by far the most of what is told. None is ever written together
-- with another. A ticket whose assignee cannot be notified (it has ended, and they have left) counts as nobody's: this message
-- reopens it.
CREATE OR REPLACE FUNCTION notify_of_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ticket   record;
  subjects uuid[];
  people   uuid[];
BEGIN
  SELECT t.participant_ids, t.assignee_id, t.team INTO ticket FROM support_tickets t WHERE t.id = NEW.ticket_id;
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id)
    SELECT u.id, CASE WHEN NEW.message_count = 1 THEN 'opened' ELSE 'reply' END::notification_kind, NEW.ticket_id, NEW.actor_id, NEW.message_id
    FROM users u
    WHERE u.id = ANY (ticket.participant_ids || ticket.assignee_id) AND u.disabled_at IS NULL
      AND (u.role IN ('agent', 'admin') OR u.id = ANY (ticket.participant_ids))
      AND u.id IS DISTINCT FROM NEW.actor_id AND u.id IS DISTINCT FROM viewer_id()
    ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM tell_all('notifications', subjects, people);
  END IF;
  IF current_user <> 'parley_requester' THEN
    -- Staff have answered.
    IF ticket.assignee_id IS NULL AND NEW.data ->> 'sender' IN ('agent', 'admin') THEN
      PERFORM withdraw_unassigned(ARRAY[NEW.ticket_id]);
    END IF;
  ELSIF ticket.assignee_id IS NULL OR NOT coalesce(ticket.assignee_id = ANY (people), false) THEN
    PERFORM notify_agents(NEW.ticket_id, ticket.team, ticket.participant_ids, NEW.actor_id, NEW.message_id,
      CASE WHEN NEW.message_count = 1 THEN '{"opened": true}' ELSE '{}' END::jsonb);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION after_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted  boolean;
  told     boolean;
  settles  boolean;
  subjects uuid[];
  people   uuid[];
  tickets  uuid[];
BEGIN
  SELECT bool_or(kind <> 'message_added'),
    bool_or(kind IN ('status_changed', 'assigned') OR (audience = 'staff' AND kind IN ('message_added', 'message_edited'))),
    bool_or(kind IN ('status_changed', 'assigned', 'claimed'))
  INTO counted, told, settles FROM new_events;
  IF counted AND current_user = 'parley_staff' THEN
    -- LATERAL with a LIMIT: always looked up, never joined by reading a whole table.
    PERFORM FROM new_events e
      LEFT JOIN LATERAL (SELECT * FROM support_tickets t WHERE t.id = e.ticket_id LIMIT 1) t ON true
      LEFT JOIN LATERAL (SELECT * FROM ticket_events b WHERE b.ticket_id = e.ticket_id AND b.seq = e.seq - 1 LIMIT 1) b ON true
    WHERE e.kind <> 'message_added' AND (e.seq <= t.last_seq AND coalesce(e.public_seq, 0) <= t.public_seq
      AND (e.seq = 1 OR (e.message_count = b.message_count AND e.public_message_count = b.public_message_count))) IS NOT TRUE;
    IF FOUND THEN
      RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
    END IF;
    -- A hint holds at most 8,000 bytes.
    PERFORM pg_notify('parley', 't:' || string_agg(id::text, ',' ORDER BY id)) FROM (
      SELECT ticket_id AS id, (row_number() OVER () - 1) / 200 AS part FROM (SELECT DISTINCT ticket_id FROM new_events WHERE kind <> 'message_added') d) p
    GROUP BY part;
  END IF;
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  IF settles THEN
    SELECT array_agg(DISTINCT t.id) INTO tickets FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    WHERE (e.kind IN ('assigned', 'claimed') AND t.assignee_id IS NOT NULL) OR (e.kind = 'status_changed' AND t.status IN ('resolved', 'closed'));
    IF tickets IS NOT NULL THEN
      PERFORM withdraw_unassigned(tickets);
    END IF;
    -- A customer wants more of what had ended, and nobody has it.
    IF current_user = 'parley_requester' THEN
      PERFORM notify_agents(t.id, t.team, t.participant_ids, e.actor_id, NULL, '{"reopened": true}')
      FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
      WHERE e.kind = 'status_changed' AND e.data ->> 'from' IN ('resolved', 'closed') AND t.status IN ('open', 'in_progress') AND t.assignee_id IS NULL;
    END IF;
  END IF;
  IF told IS NOT TRUE THEN
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
    -- LATERAL with a LIMIT, as above. Only the requester of a ticket is told of it without being staff.
    CROSS JOIN LATERAL (SELECT u.role FROM users u WHERE u.id = r.user_id AND u.disabled_at IS NULL LIMIT 1) u
    WHERE r.user_id IS DISTINCT FROM e.actor_id AND r.user_id IS DISTINCT FROM viewer_id()
      AND (u.role IN ('agent', 'admin') OR (r.kind = 'status' AND r.user_id = t.requester_id))),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data, count)
    SELECT DISTINCT ON (user_id, kind, ticket_id) user_id, kind, ticket_id, actor_id, message_id, data,
      count(*) OVER (PARTITION BY user_id, kind, ticket_id)
    FROM facts ORDER BY user_id, kind, ticket_id, seq DESC
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + excluded.count, actor_id = excluded.actor_id, message_id = excluded.message_id, data = excluded.data,
      created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM tell_all('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

-- Asking is told to all staff; the decision to whoever asked, unless they were disabled, and then no agent need look any more.
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
      SELECT u.id, 'chat_decision', NEW.ticket_id, viewer_id(), jsonb_build_object('to', NEW.status) FROM users u
      WHERE u.id = NEW.requester_id AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM viewer_id()
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

-- ─── Who may ─────────────────────────────────────────────────────────────────

ALTER POLICY requester_tell ON notifications WITH CHECK (
  pg_trigger_depth() > 0 AND actor_id = (SELECT viewer_id()) AND read_at IS NULL
  AND (kind IN ('reply', 'status') OR (kind IN ('chat_request', 'unassigned')
    AND EXISTS (SELECT 1 FROM users u WHERE u.id = notifications.user_id AND u.role IN ('agent', 'admin')))));
GRANT DELETE ON notifications TO parley_requester;
CREATE POLICY staff_withdraw ON notifications FOR DELETE TO parley_staff
  USING (identified_as('staff') AND pg_trigger_depth() > 0 AND kind = 'unassigned');
CREATE POLICY requester_withdraw ON notifications FOR DELETE TO parley_requester
  USING ((SELECT viewer_id()) IS NOT NULL AND pg_trigger_depth() > 0 AND kind = 'unassigned');
