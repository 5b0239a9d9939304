-- Automatic assignment (docs/assignment.md). The job `assign_new_tickets` or `assign_waiting_tickets` decides; here is who works when,
-- who can be given a ticket, and what adds the job.

-- ─── When people work ────────────────────────────────────────────────────────

-- The times from `since` until `until` in which somebody works: within their working hours (at any time if none are set), and not
-- on time off. Hours are local times of their time zone, so they keep their wall-clock time when the clocks change. An interval
-- within a skipped hour ends up empty.
CREATE FUNCTION working_time(person uuid, since timestamptz, until timestamptz) RETURNS tstzmultirange LANGUAGE sql STABLE AS $$
  WITH zone AS (SELECT w.time_zone AS name FROM work_settings w WHERE w.user_id = person),
  -- A day earlier and later: what `since` and `until` fall into may begin or end then.
  days AS (
    SELECT d::date AS day FROM zone z, generate_series(
      (since AT TIME ZONE z.name)::date - 1, (until AT TIME ZONE z.name)::date + 1, interval '1 day') AS d),
  bounds AS (
    SELECT (day + make_interval(mins => h.start_minute)) AT TIME ZONE z.name AS starts_at,
      (day + make_interval(mins => h.end_minute)) AT TIME ZONE z.name AS ends_at
    FROM zone z, days, working_hours h WHERE h.user_id = person AND h.weekday = extract(isodow FROM day))
  SELECT
    CASE WHEN EXISTS (SELECT FROM working_hours h WHERE h.user_id = person)
      THEN coalesce((SELECT range_agg(tstzrange(starts_at, greatest(starts_at, ends_at))) FROM bounds), '{}')
      ELSE '{(,)}' END
    - coalesce((SELECT range_agg(tstzrange(o.starts_at, o.ends_at)) FROM time_off o WHERE o.user_id = person), '{}')
$$;

CREATE FUNCTION works_at(person uuid, at timestamptz) RETURNS boolean LANGUAGE sql STABLE RETURN working_time(person, at, at) @> at;

-- When somebody who does not work at `at` works again; null if not within a year.
CREATE FUNCTION works_again_at(person uuid, at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT min(lower(r)) FROM unnest(working_time(person, at, least(at + interval '1 year',
    (SELECT coalesce(max(o.ends_at), at) FROM time_off o WHERE o.user_id = person) + interval '8 days'))) AS r
  -- What follows a time off without an end begins at infinity.
  WHERE lower(r) > at AND isfinite(lower(r))
$$;

-- ─── Who can be given a ticket ───────────────────────────────────────────────

CREATE FUNCTION open_tickets_of(person uuid) RETURNS int LANGUAGE sql STABLE
  RETURN (SELECT count(*)::int FROM support_tickets t WHERE t.assignee_id = person AND t.status IN ('open', 'in_progress'));

-- Whoever answers for a team and is online, at work and below their limit. The nodes know who is online (docs/decisions/034).
CREATE FUNCTION free_agents_of(of_team text, online uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT a.id FROM agents_for(of_team) AS a (id) LEFT JOIN work_settings w ON w.user_id = a.id
  WHERE a.id = ANY (online) AND works_at(a.id, statement_timestamp())
    AND (w.load_limit IS NULL OR open_tickets_of(a.id) < w.load_limit)
$$;

-- Who was the last to change the assignment of a ticket; null if a background job was, or nobody has.
CREATE FUNCTION returned_by(ticket uuid) RETURNS uuid LANGUAGE sql STABLE
  RETURN (SELECT e.actor_id FROM ticket_events e
    WHERE e.ticket_id = ticket AND e.kind IN ('assigned', 'claimed', 'unclaimed') ORDER BY e.seq DESC LIMIT 1);

-- Whoever has returned the ticket to the queue themselves is not given it again; nor is who takes part in it as a requester.
CREATE FUNCTION may_be_given(person uuid, ticket uuid, participants uuid[]) RETURNS boolean LANGUAGE sql STABLE
  RETURN person <> ALL (participants) AND person IS DISTINCT FROM returned_by(ticket);

-- ─── What adds the job ───────────────────────────────────────────────────────

-- A ticket has come into the queue of a team with round robin: new, reopened, unassigned, or moved there.
CREATE FUNCTION add_assignment_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM teams t WHERE t.name = NEW.team AND t.assignment = 'round_robin' AND t.retired_at IS NULL;
  IF FOUND THEN
    PERFORM add_job('assign_new_tickets', '{}', NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ticket_waits_unassigned AFTER INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NULL AND NOT has_ended(NEW.status) AND is_for_staff(NEW.addressed_to, NEW.escalated_at) AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION add_assignment_job();
CREATE TRIGGER ticket_returns_unassigned AFTER UPDATE OF assignee_id, status, team, escalated_at ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NULL AND NOT has_ended(NEW.status) AND is_for_staff(NEW.addressed_to, NEW.escalated_at) AND current_user <> 'parley_maintenance'
    AND (OLD.assignee_id IS NOT NULL OR has_ended(OLD.status) OR OLD.team <> NEW.team OR NOT is_for_staff(OLD.addressed_to, OLD.escalated_at)))
  EXECUTE FUNCTION add_assignment_job();

-- ─── Changes ─────────────────────────────────────────────────────────────────

CREATE FUNCTION publish_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_maintenance' THEN
    PERFORM publish_change('people', coalesce(NEW.user_id, OLD.user_id), NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER publish_work AFTER INSERT OR UPDATE ON work_settings FOR EACH ROW EXECUTE FUNCTION publish_work();
CREATE TRIGGER publish_work AFTER INSERT ON time_off FOR EACH ROW EXECUTE FUNCTION publish_work();
-- Time off that goes with its person goes by cascade, which runs as the tables' owner.
CREATE TRIGGER publish_work_again AFTER DELETE ON time_off FOR EACH ROW WHEN (is_staff_connection()) EXECUTE FUNCTION publish_work();

-- People set their own hours and time off, admins everybody's; only admins set limits (assignment/policy.ts).
CREATE FUNCTION guard_load_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_staff_connection() AND NOT is_admin()
    AND NEW.load_limit IS DISTINCT FROM (CASE WHEN TG_OP = 'UPDATE' THEN OLD.load_limit END) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only admins set load limits.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_load_limit BEFORE INSERT OR UPDATE OF load_limit ON work_settings FOR EACH ROW EXECUTE FUNCTION guard_load_limit();

-- ─── work_settings ───────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (time_zone, load_limit) ON work_settings TO parley_staff;
CREATE POLICY staff_read ON work_settings FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY own_or_admin_add ON work_settings FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));
CREATE POLICY own_or_admin_change ON work_settings FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())))
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));

-- ─── working_hours ───────────────────────────────────────────────────────────

GRANT SELECT, INSERT, DELETE ON working_hours TO parley_staff;
CREATE POLICY staff_read ON working_hours FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY own_or_admin_add ON working_hours FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));
CREATE POLICY own_or_admin_remove ON working_hours FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));

-- ─── time_off ────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT (user_id, starts_at, ends_at, is_away, note), DELETE ON time_off TO parley_staff;
CREATE POLICY staff_read ON time_off FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY own_or_admin_add ON time_off FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));
CREATE POLICY own_or_admin_remove ON time_off FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));

-- ─── teams ───────────────────────────────────────────────────────────────────

GRANT UPDATE (assignment, last_assigned_id) ON teams TO parley_staff;
-- The background job moves the rotation on; a request always has a viewer, so none can.
CREATE POLICY admin_or_job_change ON teams FOR UPDATE TO parley_staff
  USING ((SELECT is_admin()) OR (identified_as('staff') AND (SELECT viewer_id()) IS NULL))
  WITH CHECK ((SELECT is_admin()) OR (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND assignment = 'round_robin'));
