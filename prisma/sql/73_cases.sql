-- Disputes: the deadlines of shops, cases, appeals, and requests for evidence. docs/disputes.md has the rules.

-- The side of the viewer, who sees the ticket and is not staff. The parameters are columns of the ticket.
CREATE FUNCTION viewer_side(access shop_access, shop uuid, participants uuid[], shop_participants uuid[]) RETURNS ticket_side LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN on_shop_side(access, shop, participants, shop_participants) THEN 'shop' ELSE 'requester' END::ticket_side;

-- The people of one side of a ticket, without those who are disabled.
CREATE FUNCTION people_of_side(ticket uuid, side ticket_side) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT u.id FROM support_tickets t JOIN users u ON u.disabled_at IS NULL AND u.role IN ('buyer', 'seller') AND (
    CASE side WHEN 'shop' THEN u.id = ANY (t.shop_participant_ids) ELSE u.id = ANY (t.participant_ids) AND u.id <> ALL (t.shop_participant_ids) END
    OR (t.shop_access::text = side::text AND u.id IN (
      SELECT m.user_id FROM shop_members m WHERE m.shop_id = t.seller_id AND m.removed_at IS NULL
        AND (side = 'requester' OR m.user_id <> ALL (t.participant_ids)))))
  WHERE t.id = ticket
$$;

-- ─── The shop's deadline ─────────────────────────────────────────────────────

-- A shop has a deadline from the moment its turn begins, as both sides see it, until it ends or the platform is asked in.
CREATE FUNCTION set_response_deadline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.due_at := CASE WHEN NEW.shared_waiting_on = 'shop' THEN
    clock_timestamp() + make_interval(hours => (SELECT shop_response_hours FROM desk_settings)) END;
  RETURN NEW;
END $$;

-- Named to fire after ticket_status_changed, which sets whose turn it is.
CREATE TRIGGER turn_begins BEFORE INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.shared_waiting_on = 'shop' AND NEW.escalated_at IS NULL AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION set_response_deadline();
CREATE TRIGGER turn_changes BEFORE UPDATE ON support_tickets FOR EACH ROW
  WHEN (NEW.escalated_at IS NULL AND current_user <> 'parley_maintenance'
    AND NEW.shared_waiting_on IS DISTINCT FROM OLD.shared_waiting_on AND (NEW.shared_waiting_on = 'shop' OR NEW.due_at IS NOT NULL))
  EXECUTE FUNCTION set_response_deadline();

-- The jobs of the deadline; they replace those of an earlier one.
CREATE FUNCTION add_response_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_job('case_deadline', json_build_object('deadline', d.name, 'ticketId', NEW.id, 'dueAt', NEW.due_at), d.name || ':' || NEW.id, d.at)
  FROM (VALUES ('shop_reminder', NEW.due_at - (NEW.due_at - clock_timestamp()) / 2), ('shop_response_overdue', NEW.due_at)) AS d (name, at)
  WHERE d.name <> 'shop_reminder' OR NEW.due_at > clock_timestamp();
  RETURN NULL;
END $$;

CREATE TRIGGER turn_has_begun AFTER INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.due_at IS NOT NULL AND NEW.escalated_at IS NULL) EXECUTE FUNCTION add_response_jobs();
CREATE TRIGGER turn_has_changed AFTER UPDATE ON support_tickets FOR EACH ROW
  WHEN (NEW.due_at IS NOT NULL AND NEW.due_at IS DISTINCT FROM OLD.due_at AND NEW.escalated_at IS NULL)
  EXECUTE FUNCTION add_response_jobs();

-- Whether the log has an event of this kind about this deadline. A job may run twice: it asks under the ticket's lock.
CREATE FUNCTION deadline_is_recorded(ticket uuid, of_kind event_kind, due timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM ticket_events e WHERE e.ticket_id = ticket AND e.kind = of_kind AND (e.data ->> 'dueAt')::timestamptz = due)
$$;

-- ─── The case ────────────────────────────────────────────────────────────────

-- Requesters change these columns of a ticket only through the triggers below.
CREATE FUNCTION guard_escalation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = 'Requesters ask the platform in by adding a case.';
END $$;

CREATE TRIGGER guard_escalation BEFORE UPDATE OF escalated_at, team, due_at ON support_tickets FOR EACH ROW
  WHEN (current_user = 'parley_requester' AND pg_trigger_depth() = 0
    AND (OLD.escalated_at, OLD.team, OLD.due_at) IS DISTINCT FROM (NEW.escalated_at, NEW.team, NEW.due_at))
  EXECUTE FUNCTION guard_escalation();

CREATE FUNCTION decision_due_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT clock_timestamp() + make_interval(hours => case_decision_hours) FROM desk_settings
$$;

CREATE FUNCTION fill_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.due_at := decision_due_at();
  RETURN NEW;
END $$;

CREATE TRIGGER fill_case BEFORE INSERT ON cases FOR EACH ROW
  WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION fill_case();

-- Whoever asks the platform in routes the ticket to the team for disputes: that of the settings, else one of this name.
CREATE FUNCTION escalate_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The next statement sees which teams are retired, and none is until this one ends.
  PERFORM pg_advisory_xact_lock_shared(teams_lock());
  UPDATE support_tickets t SET
    escalated_at = NEW.escalated_at,
    due_at = NEW.due_at,
    team = coalesce(
      (SELECT m.name FROM teams m WHERE m.name = (SELECT dispute_team FROM desk_settings) AND m.retired_at IS NULL),
      (SELECT m.name FROM teams m WHERE m.name = 'Disputes' AND m.retired_at IS NULL), t.team),
    waiting_on = CASE WHEN has_ended(t.status) THEN t.waiting_on ELSE 'staff' END,
    waiting_since = CASE WHEN has_ended(t.status) OR t.waiting_on = 'staff' THEN t.waiting_since ELSE clock_timestamp() END,
    shared_waiting_on = CASE WHEN has_ended(t.status) OR NOT t.has_shop_side THEN t.shared_waiting_on ELSE 'staff' END,
    shared_waiting_since = CASE WHEN has_ended(t.status) OR NOT t.has_shop_side OR t.shared_waiting_on = 'staff'
      THEN t.shared_waiting_since ELSE clock_timestamp() END
  WHERE t.id = NEW.ticket_id;
  RETURN NULL;
END $$;

CREATE TRIGGER escalate_ticket AFTER INSERT ON cases FOR EACH ROW
  WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION escalate_ticket();

CREATE FUNCTION keep_due_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE support_tickets SET due_at = NEW.due_at WHERE id = NEW.ticket_id;
  RETURN NULL;
END $$;

CREATE TRIGGER keep_due_at AFTER UPDATE ON cases FOR EACH ROW
  WHEN (NEW.due_at IS DISTINCT FROM OLD.due_at AND current_user <> 'parley_maintenance') EXECUTE FUNCTION keep_due_at();

CREATE FUNCTION add_decision_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_job('case_deadline', json_build_object('deadline', 'decision_due', 'ticketId', NEW.ticket_id, 'dueAt', NEW.due_at),
    'decision_due:' || NEW.ticket_id, NEW.due_at);
  RETURN NULL;
END $$;

CREATE TRIGGER decision_is_due AFTER INSERT ON cases FOR EACH ROW WHEN (NEW.due_at IS NOT NULL) EXECUTE FUNCTION add_decision_job();
CREATE TRIGGER decision_is_due_again AFTER UPDATE ON cases FOR EACH ROW
  WHEN (NEW.due_at IS NOT NULL AND NEW.due_at IS DISTINCT FROM OLD.due_at) EXECUTE FUNCTION add_decision_job();

-- An appeal reopens the case.
CREATE FUNCTION reopen_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases SET due_at = decision_due_at(), appealable_until = NULL WHERE ticket_id = NEW.ticket_id;
  RETURN NULL;
END $$;

CREATE TRIGGER reopen_case AFTER INSERT ON case_appeals FOR EACH ROW
  WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION reopen_case();

-- ─── Evidence ────────────────────────────────────────────────────────────────

CREATE FUNCTION add_evidence_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_job('case_deadline', json_build_object('deadline', 'evidence_due', 'ticketId', NEW.ticket_id, 'requestId', NEW.id, 'dueAt', NEW.due_at),
    'evidence_due:' || NEW.id, NEW.due_at);
  RETURN NULL;
END $$;

CREATE TRIGGER evidence_is_due AFTER INSERT ON evidence_requests FOR EACH ROW WHEN (NEW.answered_at IS NULL) EXECUTE FUNCTION add_evidence_job();
CREATE TRIGGER evidence_is_due_again AFTER UPDATE ON evidence_requests FOR EACH ROW
  WHEN (NEW.answered_at IS NULL AND NEW.due_at IS DISTINCT FROM OLD.due_at) EXECUTE FUNCTION add_evidence_job();

-- The next message of a side answers what it was asked for. On the ticket, so that messages outside disputes cost nothing.
CREATE FUNCTION answer_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  author uuid;
BEGIN
  SELECT m.author_id INTO author FROM ticket_messages m WHERE m.id = NEW.last_message_id AND m.sender_type IN ('buyer', 'seller');
  IF FOUND THEN
    UPDATE evidence_requests SET answered_at = clock_timestamp(), answered_by = author
    WHERE ticket_id = NEW.id AND answered_at IS NULL
      AND side = CASE WHEN author = ANY (NEW.shop_participant_ids) OR author <> ALL (NEW.participant_ids) AND NEW.shop_access = 'shop'
        THEN 'shop' ELSE 'requester' END::ticket_side;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER answer_evidence AFTER UPDATE ON support_tickets FOR EACH ROW
  WHEN (NEW.escalated_at IS NOT NULL AND NEW.last_message_id IS DISTINCT FROM OLD.last_message_id AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION answer_evidence();

-- ─── Notifications ───────────────────────────────────────────────────────────

-- Adds one notification of each person, or renews the unread one, and publishes them.
CREATE FUNCTION raise_of_case(people uuid[], of_kind notification_kind, ticket uuid, actor uuid, about jsonb) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  notified uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT p.id, of_kind, ticket, actor, about FROM (SELECT DISTINCT unnest(people) AS id) p
    WHERE p.id IS DISTINCT FROM actor AND p.id IS DISTINCT FROM viewer_id() ORDER BY p.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, notified FROM raised;
  IF notified IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, notified);
  END IF;
  RETURN subjects;
END $$;

-- The agents who answer for a dispute: its assignee and the team, without those who have already decided it.
CREATE FUNCTION agents_of_case(ticket uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT p.id) FROM support_tickets t
  CROSS JOIN LATERAL (
    SELECT a.id FROM agents_for(t.team) AS a (id)
    UNION SELECT u.id FROM users u WHERE u.id = t.assignee_id AND u.role IN ('agent', 'admin') AND u.disabled_at IS NULL) p
  WHERE t.id = ticket
    AND NOT EXISTS (SELECT FROM cases c WHERE c.ticket_id = ticket AND c.decided_by = p.id)
    AND NOT EXISTS (SELECT FROM case_appeals a WHERE a.ticket_id = ticket AND a.decided_by = p.id)
$$;

CREATE FUNCTION notify_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  side   ticket_side := NEW.data ->> 'side';
  people uuid[];
BEGIN
  people := CASE NEW.kind::text
    WHEN 'case_escalated' THEN agents_of_case(NEW.ticket_id)
    WHEN 'case_appealed' THEN agents_of_case(NEW.ticket_id) || ARRAY(
      SELECT people_of_side(NEW.ticket_id, CASE side WHEN 'shop' THEN 'requester' ELSE 'shop' END::ticket_side))
    WHEN 'evidence_requested' THEN ARRAY(SELECT people_of_side(NEW.ticket_id, side))
    ELSE ARRAY(SELECT people_of_side(NEW.ticket_id, 'requester') UNION SELECT people_of_side(NEW.ticket_id, 'shop')) END;
  PERFORM raise_of_case(people, (NEW.kind::text)::notification_kind, NEW.ticket_id, NEW.actor_id, '{}');
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_case AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.kind IN ('case_escalated', 'evidence_requested', 'case_decided', 'case_appealed') AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION notify_of_case();

-- The triggers above read the deadlines; 70_desk.sql has the policy.
GRANT SELECT (shop_response_hours, case_decision_hours, appeal_days, dispute_team) ON desk_settings TO parley_requester;
GRANT UPDATE (escalated_at, team, due_at) ON support_tickets TO parley_requester;

-- ─── cases ───────────────────────────────────────────────────────────────────

GRANT SELECT, UPDATE (reason, outcome, decision_reason, decided_by, decided_at, appealable_until, due_at) ON cases TO parley_staff;
GRANT SELECT, INSERT (ticket_id, escalated_by, side, reason, after_deadline), UPDATE (due_at, appealable_until) ON cases TO parley_requester;
CREATE POLICY staff_read ON cases FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_decide ON cases FOR UPDATE TO parley_staff USING (identified_as('staff'))
  WITH CHECK (identified_as('staff') AND (decided_by IS NOT NULL OR outcome IS NULL));
CREATE POLICY requester_read ON cases FOR SELECT TO parley_requester USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
-- The rule of `canEscalate` in cases/policy.ts.
CREATE POLICY requester_escalate ON cases FOR INSERT TO parley_requester WITH CHECK (
  escalated_by = (SELECT viewer_id()) AND EXISTS (
    SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND t.seller_id IS NOT NULL AND t.shop_access <> 'requester' AND t.escalated_at IS NULL
      AND cases.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)));
CREATE POLICY requester_reopen ON cases FOR UPDATE TO parley_requester
  USING (pg_trigger_depth() > 0 AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id))
  WITH CHECK (pg_trigger_depth() > 0 AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- ─── case_appeals ────────────────────────────────────────────────────────────

GRANT SELECT, UPDATE (reason, outcome, decision_reason, decided_by, decided_at) ON case_appeals TO parley_staff;
GRANT SELECT, INSERT (ticket_id, side, appealed_by, reason) ON case_appeals TO parley_requester;
CREATE POLICY staff_read ON case_appeals FOR SELECT TO parley_staff USING (identified_as('staff'));
-- Not by whoever has decided before: the rule of `mayDecide` in cases/policy.ts.
CREATE POLICY staff_decide ON case_appeals FOR UPDATE TO parley_staff USING (identified_as('staff') AND decided_at IS NULL)
  WITH CHECK (identified_as('staff') AND decided_by = (SELECT viewer_id())
    AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.ticket_id = case_appeals.ticket_id AND c.decided_by = (SELECT viewer_id())));
-- Deleting a conversation deletes what was written in a dispute.
CREATE POLICY admin_wipe ON case_appeals FOR UPDATE TO parley_staff USING ((SELECT is_admin()))
  WITH CHECK ((SELECT is_admin()) AND reason IS NULL AND decision_reason IS NULL);
CREATE POLICY requester_read ON case_appeals FOR SELECT TO parley_requester USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_appeal ON case_appeals FOR INSERT TO parley_requester WITH CHECK (
  appealed_by = (SELECT viewer_id())
  AND EXISTS (SELECT 1 FROM cases c WHERE c.ticket_id = case_appeals.ticket_id AND c.appealable_until > now())
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id
    AND case_appeals.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)));

-- ─── evidence_requests ───────────────────────────────────────────────────────

GRANT SELECT, INSERT (ticket_id, side, text, requested_by, due_at), UPDATE (text, answered_at, answered_by) ON evidence_requests TO parley_staff;
GRANT SELECT, UPDATE (answered_at, answered_by) ON evidence_requests TO parley_requester;
CREATE POLICY staff_read ON evidence_requests FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_request ON evidence_requests FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND requested_by = (SELECT viewer_id()));
CREATE POLICY staff_answer ON evidence_requests FOR UPDATE TO parley_staff USING (identified_as('staff') AND answered_at IS NULL)
  WITH CHECK (identified_as('staff') AND answered_by = (SELECT viewer_id()));
CREATE POLICY admin_wipe ON evidence_requests FOR UPDATE TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()) AND text IS NULL);
-- Only the side that was asked sees a request.
CREATE POLICY requester_read ON evidence_requests FOR SELECT TO parley_requester USING (
  EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id
    AND evidence_requests.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)));
CREATE POLICY requester_answer ON evidence_requests FOR UPDATE TO parley_requester
  USING (answered_at IS NULL AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id
    AND evidence_requests.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))
  WITH CHECK (answered_by = (SELECT viewer_id()));
