-- What every reply and every change of many tickets goes through, in as few statements as it takes. What is told to whom is as
-- before; the trigger of a reply looks at its own row, the trigger of all others once at the rows of their statement.

-- Says of several things that they changed: one insert, one look at each.
CREATE FUNCTION tell_all(topic text, subjects uuid[], people uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_changes (topic, subject_id, user_id) SELECT topic, t.subject, t.person FROM unnest(subjects, people) AS t (subject, person);
  PERFORM pg_notify('parley', 'c:' || topic || ':' || p.person) FROM (SELECT DISTINCT person FROM unnest(people) AS u (person)) p;
END $$;

-- A message to everyone who takes part: by far the most of what is told. None is ever written together with another.
CREATE FUNCTION notify_of_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id)
    SELECT DISTINCT p.id, CASE WHEN NEW.message_count = 1 THEN 'opened' ELSE 'reply' END::notification_kind, NEW.ticket_id, NEW.actor_id, NEW.message_id
    FROM support_tickets t CROSS JOIN LATERAL unnest(t.participant_ids || t.assignee_id) AS p (id)
    WHERE t.id = NEW.ticket_id AND p.id IS NOT NULL AND p.id IS DISTINCT FROM NEW.actor_id AND p.id IS DISTINCT FROM viewer_id()
    ORDER BY p.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM tell_all('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

-- Imports bring in what is long past.
CREATE TRIGGER notify_of_message AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.kind = 'message_added' AND NEW.audience = 'participants' AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION notify_of_message();

-- Everything else, once for all events of a statement: those that were counted already are checked and tell of themselves in
-- one hint (see counted_events), and then what of it people are told.
CREATE FUNCTION after_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted  boolean;
  told     boolean;
  subjects uuid[];
  people   uuid[];
BEGIN
  SELECT bool_or(kind <> 'message_added'),
    bool_or(kind IN ('status_changed', 'assigned') OR (audience = 'staff' AND kind IN ('message_added', 'message_edited')))
  INTO counted, told FROM new_events;
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
  IF told IS NOT TRUE OR current_user = 'parley_maintenance' THEN
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
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM tell_all('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER notify_of_events ON ticket_events;
DROP TRIGGER follow_counted_events ON ticket_events;
DROP FUNCTION notify_of_events();
DROP FUNCTION follow_counted_events();
CREATE TRIGGER after_events AFTER INSERT ON ticket_events REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION after_events();
