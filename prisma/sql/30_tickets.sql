-- Whether an exported desk is being imported (importing/desk): every row is inserted as it was, so triggers that would compute
-- columns or rows do nothing.
CREATE FUNCTION is_restoring() RETURNS boolean LANGUAGE sql STABLE
  RETURN current_user = 'parley_maintenance' AND coalesce(current_setting('parley.restoring', true) = 'on', false);

-- Whether a person is one of the people of a shop, as far as the connection sees them.
CREATE FUNCTION is_of_shop(person uuid, shop uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN shop IS NOT NULL AND (EXISTS (SELECT FROM sellers s WHERE s.id = shop AND s.owner_id = person)
    OR EXISTS (SELECT FROM shop_members m WHERE m.shop_id = shop AND m.user_id = person AND m.removed_at IS NULL));
END $$;

-- Who answers for a shop: its owner and its members.
CREATE FUNCTION people_of_shop(shop uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT s.owner_id FROM sellers s WHERE s.id = shop
  UNION SELECT m.user_id FROM shop_members m WHERE m.shop_id = shop AND m.removed_at IS NULL
$$;

-- Whether the viewer, who sees the ticket and is not staff, is on the shop's side. Somebody who takes part on the requester's side stays there.
CREATE FUNCTION on_shop_side(access shop_access, shop uuid, participants uuid[], shop_participants uuid[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT viewer_id()) = ANY (shop_participants)
  OR (access = 'shop' AND shop = ANY ((SELECT viewer_shops())::uuid[]) AND (SELECT viewer_id()) <> ALL (participants));

-- The rule of messages/policy.ts for those who are not staff.
CREATE FUNCTION may_write_to(audience audience, by_shop boolean) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN audience = 'participants' OR audience = CASE WHEN by_shop THEN 'shop'::audience ELSE 'requester'::audience END;

CREATE FUNCTION number_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  n text;
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  -- Imports keep the numbers of another desk.
  IF NEW.ticket_number = '' OR current_user <> 'parley_maintenance' THEN
    n := nextval('ticket_number_seq')::text;
    NEW.ticket_number := 'TC-' || lpad(n, greatest(4, length(n)), '0');
  END IF;
  NEW.participant_ids := ARRAY[NEW.requester_id];
  IF NEW.addressed_to = 'shop' THEN
    NEW.shop_access := 'shop';
    NEW.has_shop_side := true;
    IF NEW.waiting_on = 'staff' THEN
      NEW.waiting_on := 'shop';
    END IF;
    NEW.shared_waiting_on := coalesce(NEW.shared_waiting_on, NEW.waiting_on);
    NEW.shared_waiting_since := coalesce(NEW.shared_waiting_since, NEW.waiting_since);
  ELSIF NEW.shop_access = 'none' AND is_of_shop(NEW.requester_id, NEW.seller_id) THEN
    NEW.shop_access := 'requester';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER number_ticket BEFORE INSERT ON support_tickets FOR EACH ROW EXECUTE FUNCTION number_ticket();

CREATE FUNCTION has_ended(status ticket_status) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN status IN ('resolved', 'closed');

-- Whether a ticket is the platform's: written to it, or it was asked in. Staff see the others, and do not wait for them.
CREATE FUNCTION is_for_staff(addressed_to ticket_recipient, escalated_at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN addressed_to = 'staff' OR escalated_at IS NOT NULL;

-- Sets the columns that depend on the status.
CREATE FUNCTION ticket_status_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended boolean := has_ended(NEW.status);
BEGIN
  NEW.resolved_at := CASE WHEN ended THEN coalesce(OLD.resolved_at, clock_timestamp()) END;
  IF ended THEN
    NEW.waiting_on := NULL;
    NEW.waiting_since := NULL;
    NEW.shared_waiting_on := NULL;
    NEW.shared_waiting_since := NULL;
  ELSIF has_ended(OLD.status) THEN
    NEW.waiting_on := CASE WHEN NEW.addressed_to = 'shop' AND NEW.escalated_at IS NULL THEN 'shop' ELSE 'staff' END::waiting_on;
    NEW.waiting_since := clock_timestamp();
    IF NEW.has_shop_side THEN
      NEW.shared_waiting_on := NEW.waiting_on;
      NEW.shared_waiting_since := NEW.waiting_since;
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER ticket_status_changed BEFORE UPDATE OF status ON support_tickets FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION ticket_status_changed();

-- The rule of `canTag` in tickets/policy.ts for requesters, both when they create a ticket and later.
CREATE FUNCTION requester_may_tag(requester uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN is_seller() AND requester IS NOT DISTINCT FROM viewer_id();

-- Defence in depth for tickets/policy.ts: requesters can change status and priority of their own tickets, and so can all people of the shop
-- that filed one. Those of the shop that it is addressed to can tag it and, until the platform is asked in, resolve it. Other
-- participants can at most reopen it by replying.
CREATE FUNCTION guard_requester_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shops    boolean;
  filed    boolean;
  answered boolean;
BEGIN
  IF current_user <> 'parley_requester' THEN
    RETURN NEW;
  END IF;
  shops := coalesce(OLD.seller_id = ANY (viewer_shops()), false);
  filed := OLD.requester_id IS NOT DISTINCT FROM viewer_id() OR (shops AND OLD.shop_access = 'requester');
  answered := shops AND OLD.shop_access = 'shop' AND OLD.addressed_to = 'shop';
  IF NEW.tags IS DISTINCT FROM OLD.tags AND NOT (requester_may_tag(OLD.requester_id) OR (is_seller() AND filed) OR answered) THEN
    RAISE insufficient_privilege USING MESSAGE = 'The viewer may not tag this ticket.';
  END IF;
  IF NOT filed AND (
    NEW.priority IS DISTINCT FROM OLD.priority
    OR (NEW.status IS DISTINCT FROM OLD.status AND NOT (has_ended(OLD.status) AND NEW.status = 'open')
      AND NOT (answered AND OLD.escalated_at IS NULL AND NEW.status <> 'closed'))
  ) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the requester and staff can change this ticket.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_requester_update BEFORE UPDATE OF status, priority, tags ON support_tickets FOR EACH ROW
  WHEN ((OLD.status, OLD.priority, OLD.tags) IS DISTINCT FROM (NEW.status, NEW.priority, NEW.tags))
  EXECUTE FUNCTION guard_requester_update();

-- Only the people of a shop handle its tickets, and only they and staff say who does.
CREATE FUNCTION guard_shop_assignee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'parley_requester' AND (NEW.shop_access <> 'none' AND NEW.seller_id = ANY (viewer_shops())) IS NOT TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the people of the shop can assign within it.';
  END IF;
  IF NEW.shop_assignee_id IS NOT NULL AND NOT is_of_shop(NEW.shop_assignee_id, NEW.seller_id) THEN
    RAISE check_violation USING MESSAGE = 'Only the people of its shop can handle a ticket for it.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_shop_assignee BEFORE UPDATE OF shop_assignee_id ON support_tickets FOR EACH ROW
  WHEN (OLD.shop_assignee_id IS DISTINCT FROM NEW.shop_assignee_id AND current_user <> 'parley_maintenance') EXECUTE FUNCTION guard_shop_assignee();

CREATE FUNCTION keep_participant_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  -- A participant who leaves can only remove themselves, and cannot see the other participants' rows.
  IF current_user = 'parley_requester' THEN
    UPDATE support_tickets
    SET participant_ids = array_remove(participant_ids, NEW.user_id), former_ids = array_append(former_ids, NEW.user_id),
      shop_participant_ids = array_remove(shop_participant_ids, NEW.user_id)
    WHERE id = NEW.ticket_id;
    RETURN NULL;
  END IF;
  UPDATE support_tickets t
  SET participant_ids = ARRAY[t.requester_id] || ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    former_ids = ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NOT NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    shop_participant_ids = ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NULL AND p.side = 'shop' AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    has_shop_side = t.has_shop_side OR EXISTS (
      SELECT FROM ticket_participants p WHERE p.ticket_id = t.id AND p.side = 'shop' AND p.user_id <> t.requester_id)
  WHERE t.id = coalesce(NEW.ticket_id, OLD.ticket_id);
  RETURN NULL;
END $$;

CREATE TRIGGER keep_participant_ids AFTER INSERT OR UPDATE OR DELETE ON ticket_participants
  FOR EACH ROW EXECUTE FUNCTION keep_participant_ids();

-- Somebody of the ticket's shop who joins alone is on the shop's side, unless the shop filed the ticket.
CREATE FUNCTION choose_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  NEW.side := CASE WHEN EXISTS (SELECT FROM support_tickets t WHERE t.id = NEW.ticket_id AND t.requester_id <> NEW.user_id
    AND t.shop_access <> 'requester' AND is_of_shop(NEW.user_id, t.seller_id)) THEN 'shop' ELSE 'requester' END::ticket_side;
  RETURN NEW;
END $$;

CREATE TRIGGER choose_side BEFORE INSERT ON ticket_participants FOR EACH ROW EXECUTE FUNCTION choose_side();
-- Somebody who left and joins again.
CREATE TRIGGER choose_side_again BEFORE UPDATE OF left_at ON ticket_participants FOR EACH ROW
  WHEN (OLD.left_at IS NOT NULL AND NEW.left_at IS NULL) EXECUTE FUNCTION choose_side();

-- A shop's side comes into being: its numbering begins with everything that everyone could see so far.
CREATE FUNCTION number_shop_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  WITH seen AS (
    SELECT e.id, (row_number() OVER w)::int AS shop_seq, (count(*) FILTER (WHERE e.kind = 'message_added') OVER w)::int AS messages
    FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.audience IN ('participants', 'shop')
    WINDOW w AS (ORDER BY e.seq))
  UPDATE ticket_events e SET shop_seq = s.shop_seq, shop_message_count = s.messages FROM seen s WHERE e.id = s.id;
  SELECT coalesce(max(e.shop_seq), 0), coalesce(max(e.shop_message_count), 0), coalesce(max(e.at), OLD.created_at)
  INTO NEW.shop_seq, NEW.shop_message_count, NEW.shop_updated_at
  FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.shop_seq IS NOT NULL;
  NEW.shop_last_key := coalesce((SELECT e.key FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.shop_seq = NEW.shop_seq), 0);
  NEW.shop_last_message_id := (SELECT e.message_id FROM ticket_events e
    WHERE e.ticket_id = NEW.id AND e.shop_seq IS NOT NULL AND e.kind = 'message_added' ORDER BY e.shop_seq DESC LIMIT 1);
  NEW.has_shop_side := true;
  NEW.shared_waiting_on := NEW.waiting_on;
  NEW.shared_waiting_since := NEW.waiting_since;
  RETURN NEW;
END $$;

CREATE TRIGGER number_shop_side BEFORE UPDATE OF has_shop_side, shop_access ON support_tickets FOR EACH ROW
  WHEN ((NEW.has_shop_side OR NEW.shop_access = 'shop') AND NOT OLD.has_shop_side) EXECUTE FUNCTION number_shop_side();

-- A shop that is asked in without the history: what it does not see does not count as unread.
CREATE FUNCTION count_unseen_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.shop_since_message_count := coalesce((SELECT e.shop_message_count FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.shop_seq = NEW.shop_since_seq), 0);
  RETURN NEW;
END $$;

CREATE TRIGGER count_unseen_messages BEFORE UPDATE OF shop_since_seq ON support_tickets FOR EACH ROW
  WHEN (OLD.shop_since_seq IS DISTINCT FROM NEW.shop_since_seq AND current_user <> 'parley_maintenance') EXECUTE FUNCTION count_unseen_messages();

CREATE FUNCTION keep_shop_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM shop_tickets WHERE ticket_id = NEW.id;
  END IF;
  -- What a buyer tells the platform about a shop is not known to the shop, not even that there is something.
  IF NEW.seller_id IS NOT NULL AND NOT (TG_OP = 'INSERT' AND NEW.shop_access = 'none' AND current_user = 'parley_requester') THEN
    INSERT INTO shop_tickets VALUES (NEW.id, NEW.ticket_number, NEW.seller_id, NEW.created_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER shop_ticket_moved AFTER UPDATE OF seller_id ON support_tickets FOR EACH ROW
  WHEN (OLD.seller_id IS DISTINCT FROM NEW.seller_id) EXECUTE FUNCTION keep_shop_ticket();
CREATE TRIGGER shop_ticket_shown AFTER UPDATE OF shop_access ON support_tickets FOR EACH ROW
  WHEN (OLD.shop_access = 'none' AND NEW.shop_access <> 'none') EXECUTE FUNCTION keep_shop_ticket();
CREATE TRIGGER shop_ticket_opened AFTER INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.seller_id IS NOT NULL) EXECUTE FUNCTION keep_shop_ticket();

CREATE FUNCTION guard_participant_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'parley_requester' AND (OLD.requester_id = viewer_id()
    OR NEW.participant_ids IS DISTINCT FROM array_remove(OLD.participant_ids, viewer_id())
    OR NEW.shop_participant_ids IS DISTINCT FROM array_remove(OLD.shop_participant_ids, viewer_id())
    OR NEW.former_ids IS DISTINCT FROM array_append(OLD.former_ids, viewer_id())) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Participants can only remove themselves.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_participant_ids BEFORE UPDATE OF participant_ids, former_ids, shop_participant_ids ON support_tickets FOR EACH ROW
  WHEN ((OLD.participant_ids, OLD.former_ids, OLD.shop_participant_ids) IS DISTINCT FROM (NEW.participant_ids, NEW.former_ids, NEW.shop_participant_ids))
  EXECUTE FUNCTION guard_participant_ids();

-- Open and in-progress tickets can only be assigned to enabled staff (decision 019). An assignment takes a shared lock on the
-- assignee for the rest of the transaction; disabling a person or removing them from the staff takes it exclusively. The
-- shared lock is only tried, never waited for: an assignment that holds tickets never waits for a person, so it cannot
-- deadlock with `disablePerson`, which locks the person first and their tickets afterwards.
CREATE FUNCTION assignee_lock(person uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN hashtextextended('assignee ' || person::text, 0);

-- Whether this person can be assigned tickets. If true, it stays true until the transaction ends. The role is read in a separate
-- statement, since it needs a snapshot taken after the lock.
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

-- Rejects assignments to people who cannot be assigned; the operations check first and return a proper error. A ticket that is
-- reopened after its assignee has left returns to the queue, however it is reopened.
CREATE FUNCTION guard_assignee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF hold_assignee(NEW.assignee_id) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.assignee_id IS DISTINCT FROM OLD.assignee_id THEN
    RAISE check_violation USING MESSAGE = 'Only enabled staff can be assigned open tickets.';
  END IF;
  NEW.assignee_id := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_assignee BEFORE UPDATE OF assignee_id, status ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL AND NOT has_ended(NEW.status)
    AND (NEW.assignee_id IS DISTINCT FROM OLD.assignee_id OR has_ended(OLD.status)) AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION guard_assignee();
-- Imports and seeds write past data, and too many rows for a check of each.
CREATE TRIGGER guard_new_assignee BEFORE INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL AND NOT has_ended(NEW.status) AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION guard_assignee();

-- A claim ends when its ticket is assigned to another person or unassigned. A new claim sets both columns. Triggers fire in
-- the order of their names: this one after guard_assignee, which may unassign the ticket.
CREATE FUNCTION release_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.claimed_at := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER release_claim BEFORE UPDATE OF assignee_id, status ON support_tickets FOR EACH ROW
  WHEN (NEW.claimed_at IS NOT NULL AND NEW.claimed_at IS NOT DISTINCT FROM OLD.claimed_at AND NEW.assignee_id IS DISTINCT FROM OLD.assignee_id)
  EXECUTE FUNCTION release_claim();

-- The event of a ticket that the guard has unassigned. A statement that unassigns on purpose writes its own event.
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
  WHEN (OLD.assignee_id IS NOT NULL AND NEW.assignee_id IS NULL AND has_ended(OLD.status) AND NOT has_ended(NEW.status))
  EXECUTE FUNCTION record_lost_assignee();

-- ─── support_tickets ───────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE ON support_tickets TO parley_staff;
GRANT SELECT, INSERT (id, subject, priority, ticket_type, tags, requester_id, requester_role, seller_id, addressed_to, order_reference), UPDATE (status, priority, tags,
  participant_ids, last_seq, public_seq, message_count, public_message_count, last_message_id, public_last_message_id, last_key, public_last_key, updated_at,
  public_updated_at, waiting_on, waiting_since, former_ids, shop_participant_ids, shop_seq, shop_message_count, shop_last_message_id, shop_last_key,
  shop_updated_at, shared_waiting_on, shared_waiting_since, shop_assignee_id) ON support_tickets TO parley_requester;
GRANT USAGE ON SEQUENCE ticket_number_seq TO parley_requester, parley_staff;
GRANT USAGE, UPDATE ON SEQUENCE ticket_number_seq TO parley_maintenance;
CREATE POLICY staff ON support_tickets TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
-- The tickets that the viewer has joined. A function and not a policy condition, so that plans start quickly (docs/decisions/093).
CREATE FUNCTION joined_tickets() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(SELECT p.ticket_id FROM ticket_participants p
    WHERE p.user_id = viewer_id() AND p.left_at IS NULL AND (p.side = 'requester' OR is_seller()));
END $$;
-- Their own tickets, those they have joined, and those of their shops: three index lookups with a leakproof `=`.
CREATE POLICY requester_read ON support_tickets FOR SELECT TO parley_requester USING (
  requester_id = (SELECT viewer_id())
  OR id = ANY ((SELECT joined_tickets())::uuid[])
  OR (seller_id = ANY ((SELECT viewer_shops())::uuid[]) AND shop_access <> 'none'));
CREATE POLICY requester_change ON support_tickets FOR UPDATE TO parley_requester
  USING (requester_id = (SELECT viewer_id())
    OR id = ANY ((SELECT joined_tickets())::uuid[])
    OR (seller_id = ANY ((SELECT viewer_shops())::uuid[]) AND shop_access <> 'none'))
  WITH CHECK (requester_id = (SELECT viewer_id())
    OR id = ANY ((SELECT joined_tickets())::uuid[])
    OR (seller_id = ANY ((SELECT viewer_shops())::uuid[]) AND shop_access <> 'none'));
CREATE POLICY requester_door_change ON support_tickets FOR UPDATE TO parley_requester
  USING (id = (SELECT at_door()) AND (SELECT concerns_viewer((SELECT at_door()))))
  WITH CHECK (id = (SELECT at_door()) AND requester_id = participant_ids[1]);
CREATE POLICY requester_door ON support_tickets FOR SELECT TO parley_requester USING (
  id = (SELECT at_door()) AND (SELECT concerns_viewer((SELECT at_door()))));
CREATE POLICY requester_create ON support_tickets FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND requester_role::text = (SELECT viewer_role())
  AND status = 'open' AND assignee_id IS NULL
  AND (tags = '{}' OR requester_may_tag(requester_id))
  AND CASE
    WHEN seller_id IS NULL THEN addressed_to = 'staff' AND shop_access = 'none' AND NOT has_shop_side
    -- The people of a shop file tickets for it, which all of them see.
    WHEN seller_id = ANY ((SELECT viewer_shops())::uuid[]) THEN addressed_to = 'staff' AND shop_access = 'requester' AND NOT has_shop_side
    -- Buyers write to an open shop, which is then on its own side, or to the platform about a shop that does not see it.
    ELSE (SELECT is_buyer()) AND EXISTS (SELECT 1 FROM sellers s WHERE s.id = seller_id AND s.closed_at IS NULL)
      AND (addressed_to = 'shop') = (shop_access = 'shop') AND (addressed_to = 'shop') = has_shop_side AND shop_access <> 'requester'
  END AND shop_assignee_id IS NULL AND escalated_at IS NULL AND NOT confidential);

-- ─── teams ─────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT ON teams TO parley_staff;
GRANT SELECT (name, title, retired_at, created_at, assignment) ON teams TO parley_requester;
CREATE POLICY staff ON teams FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY admin_add ON teams FOR INSERT TO parley_staff WITH CHECK ((SELECT is_admin()));
CREATE POLICY requester_read ON teams FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));

-- ─── ticket_notes ──────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE ON ticket_notes TO parley_staff;
CREATE POLICY staff ON ticket_notes TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));

-- ─── ticket_participants ───────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE ON ticket_participants TO parley_staff;
GRANT SELECT, UPDATE (left_at) ON ticket_participants TO parley_requester;
CREATE POLICY staff ON ticket_participants TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY requester_own ON ticket_participants FOR SELECT TO parley_requester USING (user_id = (SELECT viewer_id()));
CREATE POLICY requester_leave ON ticket_participants FOR UPDATE TO parley_requester
  USING (user_id = (SELECT viewer_id()) AND left_at IS NULL) WITH CHECK (user_id = (SELECT viewer_id()) AND left_at IS NOT NULL);

-- ─── ticket_stars ──────────────────────────────────────────────────────────

GRANT SELECT, INSERT, DELETE ON ticket_stars TO parley_staff, parley_requester;
CREATE POLICY staff_own ON ticket_stars TO parley_staff USING (user_id = (SELECT viewer_id())) WITH CHECK (user_id = (SELECT viewer_id()));
CREATE POLICY requester_own ON ticket_stars TO parley_requester USING (user_id = (SELECT viewer_id()))
  WITH CHECK (user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- ─── read_markers ──────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE ON read_markers TO parley_staff;
GRANT SELECT (user_id, ticket_id, public_seq, public_message_count, side, shop_seq), INSERT (user_id, ticket_id, public_seq, public_message_count, side),
  UPDATE (public_seq, public_message_count, side) ON read_markers TO parley_requester;
CREATE POLICY staff_own ON read_markers TO parley_staff USING (user_id = (SELECT viewer_id())) WITH CHECK (user_id = (SELECT viewer_id()));
-- Read markers of others are needed for "read by".
CREATE POLICY staff_read ON read_markers FOR SELECT TO parley_staff USING (identified_as('staff'));
-- A new participant has no unread messages from before they joined, and has read their own request.
CREATE POLICY staff_admit ON read_markers FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND (
  EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = read_markers.ticket_id AND p.user_id = read_markers.user_id)
  OR EXISTS (SELECT 1 FROM chat_requests r WHERE r.live AND r.ticket_id = read_markers.ticket_id AND r.requester_id = read_markers.user_id)));
CREATE POLICY staff_readmit ON read_markers FOR UPDATE TO parley_staff
  USING (identified_as('staff')
    AND EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = read_markers.ticket_id AND p.user_id = read_markers.user_id))
  WITH CHECK (identified_as('staff')
    AND EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = read_markers.ticket_id AND p.user_id = read_markers.user_id));
CREATE POLICY requester_own ON read_markers TO parley_requester USING (user_id = (SELECT viewer_id()))
  WITH CHECK (user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
-- "Read by": how far the other participants of their tickets have read.
CREATE POLICY requester_read ON read_markers FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- ─── shop_tickets ──────────────────────────────────────────────────────────

GRANT SELECT, INSERT, DELETE ON shop_tickets TO parley_staff;
GRANT SELECT, INSERT ON shop_tickets TO parley_requester;
CREATE POLICY staff ON shop_tickets TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY requester_read ON shop_tickets FOR SELECT TO parley_requester USING (
  seller_id = ANY ((SELECT viewer_shops())::uuid[]));
CREATE POLICY requester_file ON shop_tickets FOR INSERT TO parley_requester WITH CHECK (
  EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND t.requester_id = (SELECT viewer_id()) AND t.seller_id = shop_tickets.seller_id));
