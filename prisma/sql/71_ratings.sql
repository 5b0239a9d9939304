-- Ratings: what requesters say of their tickets once they are resolved, and when they are asked. docs/ratings.md has the rules.

-- A resolution is identified by the ticket's resolved_at: a ticket that is reopened and resolved again can be rated again.
CREATE FUNCTION keep_rating_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  IF has_ended(NEW.status) THEN
    INSERT INTO rating_requests (ticket_id, resolved_at, requester_id) VALUES (NEW.id, NEW.resolved_at, NEW.requester_id);
    -- Otherwise the scheduled job asks when the time has come.
    IF (SELECT rating_delay_hours FROM desk_settings) = 0 THEN
      PERFORM add_job('ask_for_ratings', '{}', NULL, NULL);
    END IF;
    RETURN NULL;
  END IF;
  -- Nobody is asked about a ticket that was reopened. A notification that its reader is marking as read at this moment is skipped.
  DELETE FROM rating_requests WHERE ticket_id = NEW.id AND state = 'pending';
  WITH withdrawn AS (
    DELETE FROM notifications WHERE id IN (
      SELECT n.id FROM notifications n WHERE n.ticket_id = NEW.id AND n.kind = 'rating_requested' FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM withdrawn;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

-- Imports and seeds bring in what is long past.
CREATE TRIGGER keep_rating_request AFTER UPDATE OF status ON support_tickets FOR EACH ROW
  WHEN (has_ended(OLD.status) <> has_ended(NEW.status) AND current_user <> 'parley_maintenance') EXECUTE FUNCTION keep_rating_request();

-- Nobody is asked twice within 30 days: the decisions about one person are made one after another. It is taken after the ticket's lock.
CREATE FUNCTION rating_request_lock(person uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN hashtextextended('rating request ' || person::text, 0);

-- Notifies the requester that they are asked for a rating.
CREATE FUNCTION notify_of_rating_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published bigint;
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id) VALUES (NEW.requester_id, 'rating_requested', NEW.ticket_id)
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_rating_request AFTER UPDATE OF state ON rating_requests FOR EACH ROW
  WHEN (NEW.state = 'asked' AND OLD.state <> 'asked') EXECUTE FUNCTION notify_of_rating_request();

-- What a rating is about is taken from its ticket, so that nobody can rate another resolution or another agent.
CREATE FUNCTION fill_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT t.resolved_at, t.requester_id, t.assignee_id INTO NEW.resolved_at, NEW.requester_id, NEW.assignee_id
  FROM support_tickets t WHERE t.id = NEW.ticket_id;
  RETURN NEW;
END $$;

CREATE TRIGGER fill_rating BEFORE INSERT ON ticket_ratings FOR EACH ROW
  WHEN (current_user = 'parley_requester') EXECUTE FUNCTION fill_rating();

-- Notifies the assignee of a rating, unless it is their own ticket. The requester no longer needs to be asked.
CREATE FUNCTION notify_of_rating() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT u.id, 'rated', NEW.ticket_id, NEW.actor_id, jsonb_build_object('to', NEW.data ->> 'score')
    FROM support_tickets t JOIN users u ON u.id = t.assignee_id
    WHERE t.id = NEW.ticket_id AND u.role IN ('agent', 'admin') AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM NEW.actor_id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id),
  answered AS (
    UPDATE notifications SET read_at = clock_timestamp() WHERE id IN (
      SELECT n.id FROM notifications n
      WHERE n.user_id = NEW.actor_id AND n.ticket_id = NEW.ticket_id AND n.kind = 'rating_requested' AND n.read_at IS NULL
      FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id),
  changed AS (SELECT * FROM raised UNION ALL SELECT * FROM answered)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM changed;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_rating AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.kind = 'rated' AND current_user <> 'parley_maintenance') EXECUTE FUNCTION notify_of_rating();

-- ─── ticket_ratings ──────────────────────────────────────────────────────────

-- Staff and the requester see a rating: not the other participants, and not the shop.
GRANT SELECT, UPDATE (comment, updated_at) ON ticket_ratings TO parley_staff;
GRANT SELECT, INSERT (ticket_id, score, comment), UPDATE (score, comment, updated_at) ON ticket_ratings TO parley_requester;
CREATE POLICY staff_read ON ticket_ratings FOR SELECT TO parley_staff USING (identified_as('staff'));
-- Deleting a conversation deletes the comment.
CREATE POLICY admin_wipe ON ticket_ratings FOR UPDATE TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()) AND comment IS NULL);
CREATE POLICY requester_read ON ticket_ratings FOR SELECT TO parley_requester USING (requester_id = (SELECT viewer_id()));
-- The rules of `canRate` in ratings/policy.ts: the requester of an ended ticket that is not assigned to them.
CREATE POLICY requester_rate ON ticket_ratings FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND EXISTS (
    SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND has_ended(t.status) AND t.assignee_id IS DISTINCT FROM (SELECT viewer_id())));
-- For a week, and only while the ticket is still resolved.
CREATE POLICY requester_change ON ticket_ratings FOR UPDATE TO parley_requester
  USING (requester_id = (SELECT viewer_id()) AND rated_at > now() - interval '7 days'
    AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND t.resolved_at = ticket_ratings.resolved_at))
  WITH CHECK (requester_id = (SELECT viewer_id()));
-- The event of a rating is for staff, though its actor is not one of them.
CREATE POLICY requester_rate ON ticket_events FOR INSERT TO parley_requester WITH CHECK (
  kind = 'rated' AND audience = 'staff' AND actor_id = (SELECT viewer_id())
  AND EXISTS (SELECT 1 FROM ticket_ratings r WHERE r.ticket_id = ticket_events.ticket_id AND r.requester_id = (SELECT viewer_id())));

-- The trigger above needs to know whether requesters are asked at once; 70_desk.sql has the policy.
GRANT SELECT (rating_delay_hours) ON desk_settings TO parley_requester;

-- ─── rating_requests ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT (ticket_id, resolved_at, requester_id), UPDATE (state, asked_at), DELETE ON rating_requests TO parley_staff;
GRANT SELECT, INSERT (ticket_id, resolved_at, requester_id), DELETE ON rating_requests TO parley_requester;
CREATE POLICY staff_read ON rating_requests FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_keep ON rating_requests FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0 AND state = 'pending');
CREATE POLICY staff_withdraw ON rating_requests FOR DELETE TO parley_staff
  USING (identified_as('staff') AND pg_trigger_depth() > 0 AND state = 'pending');
-- The background job decides who is asked.
CREATE POLICY desk_decide ON rating_requests FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND state = 'pending') WITH CHECK (state <> 'pending');
CREATE POLICY requester_read ON rating_requests FOR SELECT TO parley_requester
  USING (requester_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id)));
CREATE POLICY requester_keep ON rating_requests FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND state = 'pending' AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_withdraw ON rating_requests FOR DELETE TO parley_requester USING (
  pg_trigger_depth() > 0 AND state = 'pending' AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
