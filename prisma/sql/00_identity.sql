-- The viewer of the current transaction (set by server/src/platform/database/identity.ts), on which policies and triggers depend.

GRANT USAGE ON SCHEMA public TO parley_requester, parley_staff, parley_restricted, parley_partly_restricted, parley_auth, parley_maintenance;

CREATE FUNCTION viewer_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.viewer_id', true), '')::uuid;

CREATE FUNCTION viewer_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.viewer_role', true), '');

CREATE FUNCTION is_buyer() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() = 'buyer', false);

CREATE FUNCTION is_seller() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() = 'seller', false);

CREATE FUNCTION is_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() IN ('agent', 'admin'), false);

CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() = 'admin', false);

-- Whether the transaction has an identity of this kind, for the roles whose policies would otherwise be USING (true).
-- Declared IMMUTABLE on purpose: the planner folds the call to a constant. With an identity it folds to true and disappears,
-- so that every index can be used (a remaining qual would prevent index use by operators that are not leakproof); without
-- one it folds to false, and every table shows no rows. The pools of these roles never use another kind of identity, so a
-- stale cached plan can only deny access. docs/decisions/002 has the measurements.
CREATE FUNCTION identified_as(kind text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE kind
    WHEN 'staff' THEN coalesce(current_setting('parley.viewer_role', true) IN ('agent', 'admin'), false)
    ELSE coalesce(current_setting('parley.viewer_role', true) = kind, false)
  END;
END $$;

-- Whether the connection acts for staff, whatever they may see: while the desk or a ticket is private, they act in one of the restricted roles (90_private.sql).
CREATE FUNCTION is_staff_connection() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_user IN ('parley_staff', 'parley_restricted', 'parley_partly_restricted');

-- Whether it acts for staff for whom some tickets do not exist.
CREATE FUNCTION is_restricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_user IN ('parley_restricted', 'parley_partly_restricted');

-- Whether an admin's operation changes something everywhere, also where the admin sees nothing: in tickets of a private desk, in views and macros
-- of others (server/src/platform/database/wholeDesk.ts). It is then without a viewer; nothing else acts as an admin without one.
CREATE FUNCTION for_whole_desk() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN is_admin() AND viewer_id() IS NULL;

-- The shops whose people the viewer belongs to, as owner or member; of buyers none. A function and not a policy condition, so that it is evaluated once.
CREATE FUNCTION viewer_shops() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF NOT is_seller() THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT m.shop_id FROM shop_members m WHERE m.user_id = viewer_id() AND m.removed_at IS NULL
    UNION SELECT s.id FROM sellers s WHERE s.owner_id = viewer_id());
END $$;

-- Admission: the viewer cannot see a ticket that they request to join or are about to leave, but these actions are part of its
-- log. The server names the ticket for the one statement that writes it (requests/admission.ts); no other ticket is admitted.
CREATE FUNCTION at_door() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.door', true), '')::uuid;

-- A ticket concerns the people of the shop it is about, and former participants. A function and not a policy condition: the
-- policies of support_tickets and of the tables read here would otherwise recurse infinitely.
CREATE FUNCTION concerns_viewer(ticket uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ticket IS NOT NULL AND (EXISTS (SELECT 1 FROM shop_tickets s WHERE s.ticket_id = ticket)
    OR EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = ticket AND p.user_id = viewer_id()));
END $$;

-- ─── Private desks (docs/private-desks.md) ───────────────────────────────────

-- What database_role() has found for this transaction: 'open' while only confidential tickets are private, else 'private' or 'readable' (the
-- texts of unclaimed tickets). Without it, everything is private.
CREATE FUNCTION desk_is_open() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('parley.privacy', true) = 'open', false);
CREATE FUNCTION queue_is_readable() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('parley.privacy', true) = 'readable', false);

-- The confidential tickets of an open desk that the viewer could not read when the transaction began; NULL if there may be others. Policies for
-- parley_partly_restricted ask for it first: what belongs to none of these tickets needs no look at its own.
CREATE FUNCTION hidden_tickets() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.hidden', true), '')::uuid[];

-- The tickets to which the viewer has emergency access.
CREATE FUNCTION emergency_tickets() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(coalesce(current_setting('parley.emergency', true), ''), ',')::uuid[];

-- The tickets that the viewer may read in this transaction for another reason than taking part: emergency access, and having just given
-- them away.
CREATE FUNCTION opened_tickets() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(concat_ws(',', nullif(current_setting('parley.emergency', true), ''), nullif(current_setting('parley.opened', true), '')), ',')::uuid[];

-- Those whose rows, but not texts, they may see until the transaction ends, since they have just taken them from the queue for somebody.
CREATE FUNCTION passing_tickets() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN string_to_array(coalesce(current_setting('parley.passing', true), ''), ',')::uuid[];

-- Whether a ticket waits for anybody of the staff to take it.
CREATE FUNCTION is_in_queue(t support_tickets) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN t.assignee_id IS NULL AND t.status IN ('open', 'in_progress') AND (t.addressed_to = 'staff' OR t.escalated_at IS NOT NULL);

-- Whether the viewer may read the texts of a ticket that they can see, and write in it. Of the row alone, which is current under its lock.
CREATE FUNCTION opens(t support_tickets) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NOT is_restricted() OR (NOT t.confidential AND desk_is_open()) OR t.staff_ids @> ARRAY[viewer_id()]
    OR t.participant_ids @> ARRAY[viewer_id()] OR (queue_is_readable() AND is_in_queue(t)) OR t.id = ANY (opened_tickets());
