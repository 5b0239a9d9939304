-- An open or in-progress ticket is never assigned to somebody who is disabled or no longer staff (decision 019).

-- ─── Who can be assigned ─────────────────────────────────────────────────────
-- Whoever assigns a ticket takes a shared lock on the assignee for the rest of the transaction; disabling a person or taking
-- them off the staff takes it exclusively. The shared lock is only ever tried: an assignment never waits for a person while
-- it holds tickets, so it cannot deadlock with `disablePerson`, which locks the person first and their tickets afterwards.

CREATE FUNCTION assignee_lock(person uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN hashtextextended('assignee ' || person::text, 0);

-- Whether this person can be assigned tickets. True stays true until the transaction ends. The role is read in a statement of
-- its own: it needs a snapshot taken after the lock.
CREATE FUNCTION hold_assignee(person uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(assignee_lock(person)) THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM users u WHERE u.id = person AND u.role IN ('agent', 'admin') AND u.disabled_at IS NULL);
END $$;

CREATE FUNCTION lock_leaving_assignee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(assignee_lock(OLD.id));
  RETURN NEW;
END $$;

CREATE TRIGGER lock_leaving_assignee BEFORE UPDATE OF role, disabled_at ON users FOR EACH ROW
  WHEN (OLD.role IN ('agent', 'admin') AND OLD.disabled_at IS NULL AND (NEW.role NOT IN ('agent', 'admin') OR NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION lock_leaving_assignee();

-- ─── The guard ───────────────────────────────────────────────────────────────
-- Assigning to somebody who cannot be assigned is refused; the operations check first and answer in words. A ticket that is
-- reopened while its assignee has left comes back to the queue, whoever reopens it and however.

CREATE FUNCTION guard_assignee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF hold_assignee(NEW.assignee_id) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.assignee_id IS DISTINCT FROM OLD.assignee_id THEN
    RAISE check_violation USING MESSAGE = 'Only enabled staff can be assigned open tickets.';
  END IF;
  NEW.assignee_id := NULL;
  NEW.claimed_at := NULL;
  RETURN NEW;
END $$;

-- Imports and seeds bring in what is past, and more of it than a check of each row is worth.
CREATE TRIGGER guard_new_assignee BEFORE INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL AND NEW.status IN ('open', 'in_progress') AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION guard_assignee();
CREATE TRIGGER guard_assignee BEFORE UPDATE OF assignee_id, status ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL AND NEW.status IN ('open', 'in_progress')
    AND (NEW.assignee_id IS DISTINCT FROM OLD.assignee_id OR OLD.status IN ('resolved', 'closed')) AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION guard_assignee();

-- The history of a ticket that the guard has unassigned. A statement that unassigns on purpose has said so in the log itself.
CREATE FUNCTION record_lost_assignee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last jsonb;
BEGIN
  SELECT e.data INTO last FROM ticket_events e
  WHERE e.ticket_id = NEW.id AND e.kind IN ('assigned', 'claimed', 'unclaimed') ORDER BY e.seq DESC LIMIT 1;
  IF NOT FOUND OR last ->> 'assigneeId' IS NOT NULL THEN
    INSERT INTO ticket_events (ticket_id, kind, data) VALUES (NEW.id, 'unclaimed',
      jsonb_build_object('assigneeId', NULL, 'reason', 'assignee_unavailable', 'from', OLD.assignee_id));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER record_lost_assignee AFTER UPDATE OF status ON support_tickets FOR EACH ROW
  WHEN (OLD.assignee_id IS NOT NULL AND NEW.assignee_id IS NULL AND OLD.status IN ('resolved', 'closed') AND NEW.status IN ('open', 'in_progress'))
  EXECUTE FUNCTION record_lost_assignee();

-- Nobody did it. The server's roles own no table, so none of their own statements runs inside a trigger.
CREATE POLICY staff_record ON ticket_events FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND pg_trigger_depth() > 0 AND actor_id IS NULL AND kind = 'unclaimed');
CREATE POLICY requester_record ON ticket_events FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND actor_id IS NULL AND kind = 'unclaimed' AND audience = 'participants'
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- ─── Tickets that are in this state already ──────────────────────────────────
-- The owner obeys the policies too, and would see none of them.

ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE support_tickets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_events NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
  lost record;
BEGIN
  FOR lost IN
    SELECT t.id, t.assignee_id, t.status FROM support_tickets t JOIN users u ON u.id = t.assignee_id
    WHERE t.status IN ('open', 'in_progress') AND (u.disabled_at IS NOT NULL OR u.role NOT IN ('agent', 'admin')) ORDER BY t.id
  LOOP
    UPDATE support_tickets SET assignee_id = NULL, claimed_at = NULL, status = 'open' WHERE id = lost.id;
    INSERT INTO ticket_events (ticket_id, kind, data) VALUES (lost.id, 'unclaimed',
      jsonb_build_object('assigneeId', NULL, 'reason', 'assignee_unavailable', 'from', lost.assignee_id));
    IF lost.status = 'in_progress' THEN
      INSERT INTO ticket_events (ticket_id, kind, data) VALUES (lost.id, 'status_changed', '{"from": "in_progress", "to": "open"}');
    END IF;
  END LOOP;
END $$;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
ALTER TABLE support_tickets FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_events FORCE ROW LEVEL SECURITY;
