-- Sessions: meetings that staff schedule in a ticket, and who is invited.

-- Notifies the people of a session: the invited people and the host when it is scheduled, moved or cancelled; the host of
-- responses. People are not notified of their own actions.
CREATE FUNCTION notify_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
  about    uuid := (NEW.data ->> 'sessionId')::uuid;
  notified_of     notification_kind := CASE NEW.kind WHEN 'session_scheduled' THEN 'session_scheduled' WHEN 'session_moved' THEN 'session_moved'
    WHEN 'session_cancelled' THEN 'session_cancelled' ELSE 'session_response' END;
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT u.id, notified_of, NEW.ticket_id, NEW.actor_id, jsonb_build_object('sessionId', about, 'to', NEW.data ->> 'response')
    FROM users u
    WHERE u.disabled_at IS NULL AND u.id IS DISTINCT FROM NEW.actor_id AND u.id IN (
      SELECT s.host_id FROM sessions s WHERE s.id = about
      UNION SELECT a.user_id FROM session_attendees a JOIN support_tickets t ON t.id = NEW.ticket_id
      WHERE a.session_id = about AND a.user_id = ANY (t.participant_ids) AND notified_of <> 'session_response')
    ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_session AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.kind IN ('session_scheduled', 'session_moved', 'session_cancelled', 'session_responded') AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION notify_of_session();

-- ─── sessions ────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT (id, ticket_id, host_id, starts_at, ends_at, time_zone, provider, join_url, meeting_state, created_by),
  UPDATE (starts_at, ends_at, join_url, meeting_state, meeting_problem, sequence, cancelled_at, outcome, outcome_note, updated_at)
  ON sessions TO parley_staff;
-- Without the columns for staff: why a link is missing, and the note about the outcome.
GRANT SELECT (id, ticket_id, host_id, starts_at, ends_at, time_zone, provider, join_url, meeting_state, sequence, cancelled_at, outcome, created_at, updated_at)
  ON sessions TO parley_requester;
CREATE POLICY staff_read ON sessions FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_schedule ON sessions FOR INSERT TO parley_staff WITH CHECK (created_by = (SELECT viewer_id()));
-- The host stays a staff member, whoever changes the session.
CREATE POLICY staff_change ON sessions FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NOT NULL)
  WITH CHECK (EXISTS (SELECT 1 FROM users u WHERE u.id = host_id AND u.role IN ('agent', 'admin')));
CREATE POLICY requester_read ON sessions FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- ─── session_attendees ───────────────────────────────────────────────────────

GRANT SELECT, INSERT (session_id, user_id), UPDATE (response, proposed_starts_at, responded_at) ON session_attendees TO parley_staff;
GRANT SELECT, INSERT (session_id, user_id, response, proposed_starts_at, responded_at), UPDATE (response, proposed_starts_at, responded_at)
  ON session_attendees TO parley_requester;
CREATE POLICY staff_read ON session_attendees FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_invite ON session_attendees FOR INSERT TO parley_staff WITH CHECK (EXISTS (
  SELECT 1 FROM sessions s JOIN support_tickets t ON t.id = s.ticket_id WHERE s.id = session_id AND user_id = ANY (t.participant_ids)));
-- Moving a session asks everyone again; the person who proposed the new time has accepted it. Staff cannot decline for others.
CREATE POLICY staff_ask_again ON session_attendees FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NOT NULL) WITH CHECK (response IS NULL OR response = 'accepted');
CREATE POLICY requester_read ON session_attendees FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM sessions s WHERE s.id = session_id));
CREATE POLICY requester_respond ON session_attendees FOR INSERT TO parley_requester
  WITH CHECK (user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = session_id));
CREATE POLICY requester_change ON session_attendees FOR UPDATE TO parley_requester
  USING (user_id = (SELECT viewer_id())) WITH CHECK (user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = session_id));
