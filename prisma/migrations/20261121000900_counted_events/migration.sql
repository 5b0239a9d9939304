-- Events that are counted already (a change of many tickets) are looked at all together, after their statement, and tell of
-- themselves in one hint: looked at one by one, they took a third of the whole change.

-- What no statement may bring along at all. Requesters never count: only the staff's changes of many tickets do.
CREATE OR REPLACE FUNCTION accept_counted_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
END $$;

DROP TRIGGER accept_counted_event ON ticket_events;
CREATE TRIGGER accept_counted_event BEFORE INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.seq <> 0 AND current_user <> 'parley_maintenance'
    AND (current_user <> 'parley_staff' OR NEW.seq < 0 OR NEW.public_seq IS NULL OR NEW.audience <> 'participants' OR NEW.kind = 'message_added'))
  EXECUTE FUNCTION accept_counted_event();

-- The counters must have been raised, and each event must follow one: no gap, no message that nobody counted. Doubles are
-- refused by the unique indexes. Replies, by far the most, are numbered by append_event alone and pass at once.
CREATE FUNCTION follow_counted_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_staff' OR NOT EXISTS (SELECT FROM new_events WHERE kind <> 'message_added') THEN
    RETURN NULL;
  END IF;
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
  RETURN NULL;
END $$;

CREATE TRIGGER follow_counted_events AFTER INSERT ON ticket_events REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION follow_counted_events();
