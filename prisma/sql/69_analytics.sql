-- Analytics (docs/analytics.md): which facts follow from a ticket's log. 69_figures.sql computes figures from them.

-- ─── Facts ───────────────────────────────────────────────────────────────────

-- The seconds from `since` until `until` in which somebody works; all of them if they have set no hours and take no time off.
CREATE FUNCTION working_seconds(person uuid, since timestamptz, until timestamptz) RETURNS int LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF until <= since THEN
    RETURN 0;
  END IF;
  IF NOT EXISTS (SELECT FROM working_hours h WHERE h.user_id = person)
    AND NOT EXISTS (SELECT FROM time_off o WHERE o.user_id = person AND o.ends_at > since AND o.starts_at < until) THEN
    RETURN extract(epoch FROM until - since)::int;
  END IF;
  RETURN (SELECT coalesce(sum(extract(epoch FROM upper(r) - lower(r))), 0)::int
    FROM unnest(working_time(person, since, until) * tstzmultirange(tstzrange(since, until))) AS r);
END $$;

-- A bucket holds times that differ by at most a twelfth; short times have one of their own.
CREATE FUNCTION time_bucket(seconds int) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN floor(12 * ln(seconds + 1))::smallint;

-- The facts that follow from the logs of these tickets, as far as the viewer sees them. `since` is the start of their time. A ticket that was
-- written to a shop counts from when the platform was asked in.
CREATE FUNCTION facts_of(tickets uuid[]) RETURNS TABLE (ticket_id uuid, seq int, kind fact_kind, at timestamptz, agent_id uuid, since timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT e.ticket_id, 1, 'created'::fact_kind, greatest(e.at, t.escalated_at), NULL::uuid, NULL::timestamptz
  FROM ticket_events e JOIN support_tickets t ON t.id = e.ticket_id WHERE e.ticket_id = ANY (tickets) AND e.seq = 1
  UNION ALL
  SELECT t.id, answer.seq, 'answered', answer.at, answer.actor_id, greatest(question.at, (SELECT s.escalated_at FROM support_tickets s WHERE s.id = t.id))
  FROM unnest(tickets) AS t (id)
    -- What is addressed to a shop is a question to staff from the moment they are asked in.
    CROSS JOIN LATERAL (
      SELECT s.escalated_at AS asked_at FROM support_tickets s
      WHERE s.id = t.id AND (s.addressed_to = 'staff' OR s.escalated_at IS NOT NULL) LIMIT 1) AS a
    CROSS JOIN LATERAL (
      SELECT e.seq, greatest(e.at, a.asked_at) AS at FROM ticket_events e WHERE e.ticket_id = t.id AND e.kind = 'message_added' AND e.audience <> 'staff'
        AND e.data ->> 'sender' IN ('buyer', 'seller') ORDER BY e.seq LIMIT 1) AS question
    CROSS JOIN LATERAL (
      SELECT e.seq, e.at, e.actor_id FROM ticket_events e WHERE e.ticket_id = t.id AND e.kind = 'message_added' AND e.audience <> 'staff'
        AND e.data ->> 'sender' IN ('agent', 'admin') AND e.seq > question.seq AND (a.asked_at IS NULL OR e.at >= a.asked_at) ORDER BY e.seq LIMIT 1) AS answer
  UNION ALL
  -- Resolved by staff: theirs. Otherwise it is the assignee's, by the log or, if imported without assignments, by the ticket.
  SELECT t.id, e.seq, CASE WHEN has_ended((e.data ->> 'to')::ticket_status) THEN 'resolved' ELSE 'reopened' END::fact_kind, e.at,
    CASE WHEN NOT has_ended((e.data ->> 'to')::ticket_status) THEN NULL
      WHEN e.actor_id <> ALL (t.participant_ids || t.former_ids)
        AND NOT EXISTS (SELECT FROM shop_members m WHERE m.shop_id = t.seller_id AND m.user_id = e.actor_id) THEN e.actor_id
      WHEN a.seq IS NOT NULL THEN (a.data ->> 'assigneeId')::uuid
      WHEN NOT EXISTS (SELECT FROM ticket_events b WHERE b.ticket_id = t.id AND b.kind IN ('assigned', 'claimed', 'unclaimed') AND b.data ? 'assigneeId')
        THEN t.assignee_id END,
    CASE WHEN has_ended((e.data ->> 'to')::ticket_status)
      THEN greatest((SELECT f.at FROM ticket_events f WHERE f.ticket_id = e.ticket_id AND f.seq = 1), t.escalated_at) END
  FROM ticket_events e JOIN support_tickets t ON t.id = e.ticket_id
    LEFT JOIN LATERAL (
      SELECT b.seq, b.data FROM ticket_events b WHERE b.ticket_id = e.ticket_id AND b.seq < e.seq
        AND b.kind IN ('assigned', 'claimed', 'unclaimed') AND b.data ? 'assigneeId' ORDER BY b.seq DESC LIMIT 1) AS a ON true
  WHERE e.ticket_id = ANY (tickets) AND e.kind = 'status_changed'
    AND has_ended((e.data ->> 'to')::ticket_status) <> coalesce(has_ended((e.data ->> 'from')::ticket_status), false)
  UNION ALL
  -- An imported ticket that had ended before its log begins.
  SELECT t.id, 0, 'resolved', greatest(e.at, CASE WHEN s.seq IS NULL THEN t.resolved_at END), t.assignee_id, e.at
  FROM support_tickets t JOIN ticket_events e ON e.ticket_id = t.id AND e.seq = 1
    LEFT JOIN LATERAL (
      SELECT b.seq, b.data FROM ticket_events b WHERE b.ticket_id = t.id AND b.kind = 'status_changed' ORDER BY b.seq LIMIT 1) AS s ON true
  WHERE t.id = ANY (tickets) AND has_ended(CASE WHEN s.seq IS NULL THEN t.status ELSE (s.data ->> 'from')::ticket_status END)
$$;

-- Adds the facts with these numbers, or all facts, of tickets that lack them.
CREATE FUNCTION add_facts(tickets uuid[], numbers int[] DEFAULT NULL) RETURNS bigint LANGUAGE sql AS $$
  WITH wanted AS (SELECT * FROM unnest(tickets, numbers) AS w (ticket_id, seq)),
  found AS (
    SELECT f.ticket_id, f.seq, f.kind, f.at, f.agent_id,
      greatest(0, extract(epoch FROM f.at - f.since))::int AS seconds,
      CASE WHEN f.since IS NOT NULL THEN working_seconds(f.agent_id, f.since, f.at) END AS working
    FROM facts_of(ARRAY(SELECT DISTINCT w.ticket_id FROM wanted w)) AS f
    WHERE numbers IS NULL OR (f.ticket_id, greatest(f.seq, 1)) IN (SELECT w.ticket_id, w.seq FROM wanted w)),
  added AS (
    INSERT INTO ticket_facts (ticket_id, seq, kind, at, agent_id, seconds, working_seconds, bucket, working_bucket,
      assignee_id, team, ticket_type, seller_id, tags)
    SELECT f.ticket_id, f.seq, f.kind, f.at, f.agent_id, CASE WHEN f.working IS NOT NULL THEN f.seconds END, f.working,
      CASE WHEN f.working IS NOT NULL THEN time_bucket(f.seconds) END, time_bucket(f.working),
      t.assignee_id, t.team, t.ticket_type, t.seller_id, t.tags
    FROM found f JOIN support_tickets t ON t.id = f.ticket_id
    ON CONFLICT DO NOTHING),
  -- Days are counted two hours after they have ended, and no transaction lasts an hour: only older facts may already be counted.
  stale AS (INSERT INTO stale_figures (at) SELECT f.at FROM found f WHERE f.at < clock_timestamp() - interval '1 hour')
  SELECT count(*) FROM found
$$;

-- Runs once for all events of a statement, so that imports are fast.
CREATE FUNCTION record_facts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  tickets uuid[];
  numbers int[];
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(e.ticket_id), array_agg(e.seq) INTO tickets, numbers FROM new_events e
  WHERE (e.seq = 1 OR e.kind = 'status_changed'
    OR (e.kind = 'message_added' AND e.audience <> 'staff' AND e.data ->> 'sender' IN ('agent', 'admin')
      AND NOT EXISTS (SELECT FROM ticket_facts f WHERE f.ticket_id = e.ticket_id AND f.kind = 'answered')))
    AND EXISTS (SELECT FROM support_tickets t WHERE t.id = e.ticket_id AND is_for_staff(t.addressed_to, t.escalated_at));
  IF tickets IS NOT NULL AND add_facts(tickets, numbers) > 0 THEN
    PERFORM publish_figures(tickets);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER record_facts AFTER INSERT ON ticket_events REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION record_facts();

-- The platform was asked in.
CREATE FUNCTION record_escalation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF add_facts(ARRAY[NEW.id]) > 0 THEN
    PERFORM publish_figures(ARRAY[NEW.id]);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER record_escalation AFTER UPDATE OF escalated_at ON support_tickets FOR EACH ROW
  WHEN (NEW.addressed_to = 'shop' AND OLD.escalated_at IS NULL AND NEW.escalated_at IS NOT NULL) EXECUTE FUNCTION record_escalation();

-- Derives the facts of tickets again whose logs were not only appended to.
CREATE FUNCTION renew_facts(tickets uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO stale_figures (at) SELECT f.at FROM ticket_facts f WHERE f.ticket_id = ANY (tickets);
  DELETE FROM ticket_facts f WHERE f.ticket_id = ANY (tickets);
  SELECT add_facts(tickets);
$$;

-- Facts follow their ticket's fields. BEFORE, and after guard_assignee, which may unassign the ticket: when a person or shop is deleted,
-- the cascade runs as the tables' owner, and only triggers that fire within it may write.
CREATE FUNCTION keep_fact_fields() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH changed AS (
    UPDATE ticket_facts SET assignee_id = NEW.assignee_id, team = NEW.team, ticket_type = NEW.ticket_type, seller_id = NEW.seller_id, tags = NEW.tags
    WHERE ticket_id = NEW.id RETURNING at)
  INSERT INTO stale_figures (at) SELECT c.at FROM changed c WHERE c.at < clock_timestamp() - interval '1 hour';
  PERFORM publish_figures('{}');
  RETURN NEW;
END $$;

CREATE TRIGGER keep_fact_fields BEFORE UPDATE OF assignee_id, team, ticket_type, seller_id, tags, status ON support_tickets FOR EACH ROW
  WHEN ((OLD.assignee_id, OLD.team, OLD.ticket_type, OLD.seller_id, OLD.tags)
    IS DISTINCT FROM (NEW.assignee_id, NEW.team, NEW.ticket_type, NEW.seller_id, NEW.tags) AND NOT for_whole_desk())
  EXECUTE FUNCTION keep_fact_fields();

CREATE FUNCTION discount_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_figures (at) SELECT f.at FROM ticket_facts f WHERE f.ticket_id = OLD.id;
  PERFORM publish_figures('{}');
  RETURN OLD;
END $$;

CREATE TRIGGER discount_ticket BEFORE DELETE ON support_tickets FOR EACH ROW EXECUTE FUNCTION discount_ticket();

-- Figures have changed: published once per transaction to all staff, and to the owners of the shops that these tickets are about.
CREATE FUNCTION publish_figures(tickets uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('parley.figures_published', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    PERFORM publish_change('figures', '00000000-0000-0000-0000-000000000000', NULL),
      set_config('parley.figures_published', pg_current_xact_id()::text, true);
  END IF;
  PERFORM publish_change('figures', s.id, s.owner_id) FROM sellers s
  WHERE s.id IN (SELECT t.seller_id FROM support_tickets t WHERE t.id = ANY (tickets) AND t.seller_id IS NOT NULL);
END $$;

-- Ratings and requests for them are figures, too. Uses of suggestions are recorded with an assignment, which is published.
CREATE FUNCTION publish_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_figures('{}');
  RETURN NULL;
END $$;

CREATE TRIGGER publish_ratings AFTER INSERT OR UPDATE OF score, comment ON ticket_ratings FOR EACH ROW EXECUTE FUNCTION publish_ratings();
CREATE TRIGGER publish_rating_requests AFTER UPDATE OF state ON rating_requests FOR EACH ROW
  WHEN (NEW.state = 'asked') EXECUTE FUNCTION publish_ratings();

-- ─── ticket_facts ────────────────────────────────────────────────────────────

-- Only triggers write facts. The server's roles own no table, so none of their own statements runs inside a trigger.
GRANT SELECT, INSERT, UPDATE (assignee_id, team, ticket_type, seller_id, tags) ON ticket_facts TO parley_staff;
GRANT SELECT (ticket_id, seq, kind, at, seconds, working_seconds, bucket, working_bucket, ticket_type, seller_id), INSERT,
  UPDATE (assignee_id, team, ticket_type, seller_id, tags) ON ticket_facts TO parley_requester;
CREATE POLICY staff_read ON ticket_facts FOR SELECT TO parley_staff USING (
  (SELECT is_admin()) OR (identified_as('staff') AND (pg_trigger_depth() > 0 OR assignee_id = (SELECT viewer_id()) OR agent_id = (SELECT viewer_id()))));
CREATE POLICY staff_record ON ticket_facts FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0);
CREATE POLICY staff_keep ON ticket_facts FOR UPDATE TO parley_staff
  USING (identified_as('staff')) WITH CHECK (pg_trigger_depth() > 0);
CREATE POLICY seller_read ON ticket_facts FOR SELECT TO parley_requester USING (
  (SELECT is_seller()) AND seller_id = ANY ((SELECT viewer_shops())::uuid[])
  AND EXISTS (SELECT 1 FROM shop_tickets s WHERE s.ticket_id = ticket_facts.ticket_id));
CREATE POLICY requester_see ON ticket_facts FOR SELECT TO parley_requester USING (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
CREATE POLICY requester_record ON ticket_facts FOR INSERT TO parley_requester WITH CHECK (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
CREATE POLICY requester_keep ON ticket_facts FOR UPDATE TO parley_requester
  USING ((SELECT viewer_id()) IS NOT NULL) WITH CHECK (pg_trigger_depth() > 0);

-- ─── What triggers of requesters read ────────────────────────────────────────

-- A requester who closes a ticket ends the time of its assignee, which is measured in their working hours.
GRANT SELECT (user_id, time_zone) ON work_settings TO parley_requester;
GRANT SELECT ON working_hours TO parley_requester;
GRANT SELECT (user_id, starts_at, ends_at) ON time_off TO parley_requester;
CREATE POLICY requester_measure ON work_settings FOR SELECT TO parley_requester USING (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
CREATE POLICY requester_measure ON working_hours FOR SELECT TO parley_requester USING (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
CREATE POLICY requester_measure ON time_off FOR SELECT TO parley_requester USING (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
