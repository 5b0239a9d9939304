-- Private desks and confidential tickets (docs/private-desks.md, decisions 056 and 092). While the desk is private, or any ticket confidential,
-- the operations of staff run as parley_restricted or parley_partly_restricted instead of parley_staff: with the same privileges and policies, and
-- restrictive ones on top. An open desk without confidential tickets uses none of this.

-- ─── Which role ──────────────────────────────────────────────────────────────

-- For what happens to a ticket; operations begin with database_role(), which asks for itself.
CREATE FUNCTION desk_is_private() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM desk_settings WHERE privacy = 'participants');
END $$;

-- Whether the desk or any ticket is private, and what the policies below ask for. Nodes of the previous version call it themselves.
CREATE FUNCTION staff_role() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM desk_settings WHERE privacy = 'participants') AND NOT EXISTS (SELECT FROM support_tickets WHERE confidential) THEN
    RETURN 'parley_staff';
  END IF;
  PERFORM set_config('parley.privacy', CASE WHEN d.privacy = 'open' THEN 'open' WHEN d.queue_readable THEN 'readable' ELSE 'private' END, true),
    set_config('parley.emergency', CASE WHEN is_admin() THEN coalesce((
      SELECT string_agg(e.ticket_id::text, ',') FROM emergency_accesses e
      WHERE e.admin_id = viewer_id() AND e.ended_at IS NULL AND e.expires_at > clock_timestamp()), '') ELSE '' END, true),
    set_config('parley.opened', '', true), set_config('parley.passing', '', true)
  FROM desk_settings d;
  RETURN 'parley_restricted';
END $$;

-- The role in which staff act in this transaction, called when it begins (identity.ts). In an open desk with up to 200 confidential tickets, it
-- notes which of these are hidden from the viewer: a longer list would take longer than looking at each ticket.
CREATE FUNCTION database_role() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  general CONSTANT text := staff_role();
  hidden text;
BEGIN
  IF general <> 'parley_restricted' OR NOT desk_is_open() THEN
    RETURN general;
  END IF;
  SELECT coalesce(array_agg(c.id) FILTER (WHERE c.is_hidden), '{}')::text INTO hidden FROM (
    SELECT t.id, NOT (t.staff_ids @> ARRAY[viewer_id()] OR t.participant_ids @> ARRAY[viewer_id()] OR t.id = ANY (emergency_tickets())) AS is_hidden
    FROM support_tickets t WHERE t.confidential LIMIT 201) c
  HAVING count(*) <= 200;
  PERFORM set_config('parley.hidden', coalesce(hidden, ''), true);
  RETURN CASE WHEN hidden IS NULL THEN general ELSE 'parley_partly_restricted' END;
END $$;

-- Who closes a ticket in a private desk, or mentions, may be anybody.
GRANT SELECT (privacy) ON desk_settings TO parley_requester;

-- ─── Who of the staff takes part ─────────────────────────────────────────────

-- The assignee, who was mentioned, and who opened the ticket for somebody. Giving a ticket away ends all of it, also an earlier mention.
CREATE FUNCTION keep_staff_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.staff_ids := ARRAY(SELECT DISTINCT p FROM unnest(ARRAY[NEW.assignee_id, CASE WHEN is_staff_connection() THEN viewer_id() END]) AS p WHERE p IS NOT NULL);
    RETURN NEW;
  END IF;
  IF is_restricted() THEN
    IF viewer_id() = ANY (OLD.staff_ids || OLD.participant_ids) OR OLD.id = ANY (opened_tickets()) THEN
      PERFORM set_config('parley.opened', concat_ws(',', nullif(current_setting('parley.opened', true), ''), OLD.id::text), true);
    ELSE
      PERFORM set_config('parley.passing', concat_ws(',', nullif(current_setting('parley.passing', true), ''), OLD.id::text), true);
    END IF;
  END IF;
  NEW.staff_ids := array_remove(array_remove(NEW.staff_ids, OLD.assignee_id), NEW.assignee_id);
  IF NEW.assignee_id IS NOT NULL THEN
    NEW.staff_ids := NEW.staff_ids || NEW.assignee_id;
  END IF;
  RETURN NEW;
END $$;

-- After those that change the assignee: triggers fire in the order of their names.
CREATE TRIGGER staff_ids_of_new_ticket BEFORE INSERT ON support_tickets FOR EACH ROW EXECUTE FUNCTION keep_staff_ids();
CREATE TRIGGER staff_ids_of_ticket BEFORE UPDATE OF assignee_id, status ON support_tickets FOR EACH ROW
  WHEN (OLD.assignee_id IS DISTINCT FROM NEW.assignee_id) EXECUTE FUNCTION keep_staff_ids();

-- Whoever is mentioned in a note takes part from then on.
CREATE FUNCTION admit_mentioned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  UPDATE support_tickets t SET staff_ids = t.staff_ids || m.added
  FROM (SELECT array_agg(u.id) AS added FROM users u WHERE u.role IN ('agent', 'admin')
    AND u.id IN (SELECT value::uuid FROM jsonb_array_elements_text(NEW.data -> 'mentions'))
    AND u.id <> ALL (SELECT unnest(s.staff_ids) FROM support_tickets s WHERE s.id = NEW.ticket_id)) m
  WHERE t.id = NEW.ticket_id AND m.added IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER admit_mentioned AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.audience = 'staff' AND NEW.data ? 'mentions') EXECUTE FUNCTION admit_mentioned();

-- A ticket has left the queue, or people who took part in it: their feeds remove it from their lists (tickets/feed.ts) and end.
CREATE FUNCTION publish_lost_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lost uuid[];
BEGIN
  IF NOT (OLD.confidential OR NEW.confidential OR desk_is_private()) THEN
    RETURN NULL;
  END IF;
  IF is_in_queue(OLD) AND NOT is_in_queue(NEW) THEN
    PERFORM publish_change('lost_tickets', NEW.id, NULL);
  END IF;
  lost := ARRAY(SELECT p FROM unnest(OLD.staff_ids) AS p WHERE p <> ALL (NEW.staff_ids));
  PERFORM publish_change('lost_tickets', NEW.id, p), send_hint('r:' || p) FROM unnest(lost) AS p;
  IF NEW.confidential AND NOT OLD.confidential THEN
    PERFORM publish_change('lost_tickets', NEW.id, NULL), send_hint('r:' || u.id) FROM users u WHERE u.role IN ('agent', 'admin');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER publish_lost_ticket AFTER UPDATE OF assignee_id, status, staff_ids, confidential, escalated_at ON support_tickets FOR EACH ROW
  WHEN ((OLD.staff_ids, OLD.confidential) IS DISTINCT FROM (NEW.staff_ids, NEW.confidential)
    OR (OLD.assignee_id, OLD.status, OLD.escalated_at) IS DISTINCT FROM (NEW.assignee_id, NEW.status, NEW.escalated_at))
  EXECUTE FUNCTION publish_lost_ticket();

-- Staff do not read the events of a ticket that waits in the queue, but its row is in their lists.
CREATE FUNCTION publish_queued_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_in_queue(NEW) AND NOT is_restoring() AND (NEW.confidential OR desk_is_private()) THEN
    PERFORM publish_change('lost_tickets', NEW.id, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER publish_queued_ticket AFTER INSERT OR UPDATE ON support_tickets FOR EACH ROW
  WHEN (NEW.assignee_id IS NULL) EXECUTE FUNCTION publish_queued_ticket();

-- ─── emergency_accesses ──────────────────────────────────────────────────────

GRANT SELECT, INSERT (id, ticket_id, admin_id, reason, expires_at) ON emergency_accesses TO parley_staff;
-- An access is no secret for admins; who takes part in the ticket reads of it there.
CREATE POLICY admins_read ON emergency_accesses FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));
CREATE POLICY desk_read ON emergency_accesses FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY admins_ask ON emergency_accesses FOR INSERT TO parley_staff WITH CHECK (
  admin_id = (SELECT viewer_id()) AND (SELECT is_admin()) AND ended_at IS NULL AND expires_at <= now() + interval '61 minutes');

CREATE FUNCTION audit_privacy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'emergency_accesses' THEN
    PERFORM audit('emergency_access', viewer_id(), 'ticket', NEW.ticket_id, jsonb_build_object('reason', NEW.reason, 'expiresAt', NEW.expires_at), NULL, NULL);
  ELSE
    PERFORM audit('confidential_changed', viewer_id(), 'ticket', NEW.id, jsonb_build_object('confidential', NEW.confidential), NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_emergency_access AFTER INSERT ON emergency_accesses FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_privacy();
CREATE TRIGGER audit_confidential AFTER UPDATE OF confidential ON support_tickets FOR EACH ROW
  WHEN (is_audited() AND OLD.confidential IS DISTINCT FROM NEW.confidential) EXECUTE FUNCTION audit_privacy();

-- The feeds of an access that has ended end; the ticket leaves the lists of its admin.
CREATE FUNCTION publish_ended_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('lost_tickets', NEW.ticket_id, NEW.admin_id), send_hint('r:' || NEW.admin_id), send_hint('t:' || NEW.ticket_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_ended_access AFTER UPDATE OF ended_at ON emergency_accesses FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION publish_ended_access();

-- The requester, those who take part on their side, and the assignee are notified at once, whatever they have turned off.
CREATE FUNCTION notify_of_emergency_access() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT u.id, 'emergency_access', NEW.ticket_id, NEW.actor_id, jsonb_build_object('reason', NEW.data ->> 'reason')
    FROM support_tickets t JOIN users u ON u.id = t.assignee_id OR (u.id = ANY (t.participant_ids) AND u.id <> ALL (t.shop_participant_ids))
    WHERE t.id = NEW.ticket_id AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM NEW.actor_id ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER notify_of_emergency_access AFTER INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.kind = 'emergency_access' AND current_user <> 'parley_maintenance') EXECUTE FUNCTION notify_of_emergency_access();

-- The ticket with this number, for an admin who asks for emergency access to a ticket that does not exist for them. For this one statement,
-- it continues as parley_staff.
CREATE FUNCTION find_for_emergency(number text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  acting CONSTANT text := current_user;
  found uuid;
BEGIN
  IF NOT is_admin() THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('role', 'parley_staff', true);
  SELECT t.id INTO found FROM support_tickets t WHERE t.ticket_number = number;
  PERFORM set_config('role', acting, true);
  RETURN found;
END $$;

-- An access opens the ticket at once, in the transaction that asked for it.
CREATE FUNCTION open_for_emergency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('parley.emergency', concat_ws(',', nullif(current_setting('parley.emergency', true), ''), NEW.ticket_id::text), true);
  RETURN NULL;
END $$;

CREATE TRIGGER open_for_emergency AFTER INSERT ON emergency_accesses FOR EACH ROW
  WHEN (is_restricted()) EXECUTE FUNCTION open_for_emergency();

-- ─── Feeds ───────────────────────────────────────────────────────────────────

-- Of the staff of an open desk, those who take part in confidential tickets, or have emergency access to one: other tickets exist for them than
-- for all others, who share their feeds. For this one statement, it continues as parley_staff.
CREATE FUNCTION staff_apart() RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
  acting CONSTANT text := current_user;
  found uuid[];
BEGIN
  PERFORM set_config('role', 'parley_staff', true);
  found := ARRAY(SELECT p FROM support_tickets t, unnest(t.staff_ids || t.participant_ids) AS p WHERE t.confidential
    UNION SELECT e.admin_id FROM emergency_accesses e WHERE e.ended_at IS NULL);
  PERFORM set_config('role', acting, true);
  RETURN found;
END $$;

-- ─── Search ──────────────────────────────────────────────────────────────────

-- The newest documents of the viewer's tickets, and of the queue, that match. `@@` is not leakproof, so that the index of words cannot be used
-- under the policy of documents: for this one statement, it continues as parley_staff. What it returns is read under the policy.
CREATE FUNCTION matching_documents(wanted tsquery) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  acting CONSTANT text := current_user;
  found uuid[];
BEGIN
  PERFORM set_config('role', 'parley_staff', true);
  found := ARRAY(SELECT d.id FROM search_documents d JOIN support_tickets t ON t.id = d.ticket_id
    WHERE d.vector @@ wanted AND ((NOT t.confidential AND desk_is_open()) OR t.staff_ids @> ARRAY[viewer_id()]
      OR t.participant_ids @> ARRAY[viewer_id()] OR is_in_queue(t) OR t.id = ANY (opened_tickets()))
    ORDER BY d.at DESC, d.id DESC LIMIT 5000);
  PERFORM set_config('role', acting, true);
  RETURN QUERY SELECT unnest(found);
END $$;

-- ─── The rights of the restricted roles ──────────────────────────────────────

GRANT USAGE ON SCHEMA graphile_worker TO parley_restricted, parley_partly_restricted;
GRANT USAGE ON SEQUENCE ticket_number_seq, ticket_events_id_seq, screen_share_signals_id_seq, live_changes_id_seq, stale_figures_id_seq,
  audit_log_id_seq TO parley_restricted, parley_partly_restricted;
GRANT EXECUTE ON FUNCTION add_job, add_deliver_jobs TO parley_restricted, parley_partly_restricted;

-- The privileges and policies of parley_staff on each table, whatever they are: this file comes last. (definitions.ts runs blocks for each
-- table after its own definitions.)
DO $$
DECLARE
  only_table CONSTANT text := nullif(current_setting('parley.only_table', true), '');
  t record;
  g record;
BEGIN
  FOR t IN SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'graphile_worker')
      AND (only_table IS NULL OR only_table IN (c.relname, n.nspname || '.' || c.relname)) LOOP
    FOR g IN SELECT privilege_type, NULL AS attname FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = t.oid AND a.grantee = 'parley_staff'::regrole
      UNION ALL
      SELECT privilege_type, attname FROM pg_attribute c, aclexplode(c.attacl) a WHERE c.attrelid = t.oid AND a.grantee = 'parley_staff'::regrole LOOP
      EXECUTE format('GRANT %s %s ON %I.%I TO parley_restricted, parley_partly_restricted', g.privilege_type, '(' || quote_ident(g.attname) || ')', t.nspname, t.relname);
    END LOOP;
    FOR g IN SELECT polname, (SELECT string_agg(quote_ident(r.rolname), ', ') FROM pg_roles r WHERE r.oid = ANY (polroles)) AS roles FROM pg_policy
      WHERE polrelid = t.oid AND 'parley_staff'::regrole = ANY (polroles) AND 'parley_restricted'::regrole <> ALL (polroles) LOOP
      EXECUTE format('ALTER POLICY %I ON %I.%I TO %s, parley_restricted, parley_partly_restricted', g.polname, t.nspname, t.relname, g.roles);
    END LOOP;
  END LOOP;
END $$;

-- ─── Restrictive policies ────────────────────────────────────────────────────

-- A ticket exists for who takes part in it, for everyone while it waits in the queue, and for an admin with emergency access. In an open
-- desk, all but confidential ones do.
CREATE POLICY private ON support_tickets AS RESTRICTIVE TO parley_restricted USING (
  (NOT confidential AND (SELECT desk_is_open()))
  OR staff_ids @> ARRAY[(SELECT viewer_id())] OR participant_ids @> ARRAY[(SELECT viewer_id())]
  OR (assignee_id IS NULL AND status IN ('open', 'in_progress') AND (addressed_to = 'staff' OR escalated_at IS NOT NULL))
  OR id = ANY (opened_tickets()) OR id = ANY (passing_tickets()));

-- While only a few confidential tickets of an open desk are hidden (database_role()), that is all there is to ask of most rows: plans are then started
-- without looking at tickets, which takes as long as running them.
CREATE FUNCTION sees_ticket(ticket uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket);
END $$;
CREATE FUNCTION reads_ticket(ticket uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket AND opens(t));
END $$;
CREATE FUNCTION reads_message(message uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM ticket_messages m WHERE m.id = message);
END $$;
-- Whether a confidential ticket exists for the viewer: the policy `private` above. As it is asked of few rows, it is not part of the plan either.
CREATE FUNCTION exists_for_viewer(t support_tickets) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN t.staff_ids @> ARRAY[viewer_id()] OR t.participant_ids @> ARRAY[viewer_id()] OR is_in_queue(t)
    OR t.id = ANY (opened_tickets()) OR t.id = ANY (passing_tickets());
END $$;

CREATE POLICY confidential ON support_tickets AS RESTRICTIVE TO parley_partly_restricted USING (NOT confidential OR exists_for_viewer(support_tickets));

-- The texts, and what tells of them, are for those alone who may open the ticket: not while it waits in the queue, unless the desk allows it. What
-- belongs to a ticket's row is for all for whom the ticket exists.
-- Written out for each table: PostgreSQL would not put a function with subqueries into the plan.
DO $$
DECLARE
  only_table CONSTANT text := nullif(current_setting('parley.only_table', true), '');
  not_hidden CONSTANT text := 'ticket_id <> ALL ((SELECT hidden_tickets())::uuid[]) OR %s(ticket_id)';
  seen       CONSTANT text := 'EXISTS (SELECT FROM support_tickets t WHERE t.id = %I.ticket_id)';
  readable   CONSTANT text := 'EXISTS (SELECT FROM support_tickets t WHERE t.id = %I.ticket_id AND (
    (NOT t.confidential AND (SELECT desk_is_open())) OR t.staff_ids @> ARRAY[(SELECT viewer_id())]
    OR t.participant_ids @> ARRAY[(SELECT viewer_id())] OR t.id = ANY (opened_tickets())
    OR ((SELECT queue_is_readable()) AND t.assignee_id IS NULL AND t.status IN (''open'', ''in_progress'') AND (t.addressed_to = ''staff'' OR t.escalated_at IS NOT NULL)))%s)';
  p record;
BEGIN
  FOR p IN SELECT * FROM (VALUES
    ('ticket_messages', true, 'ALL', '%s'), ('message_reactions', true, 'ALL', '%s'), ('ticket_notes', true, 'ALL', '%s'), ('scheduled_messages', true, 'ALL', '%s'),
    ('screen_shares', true, 'ALL', '%s'), ('sessions', true, 'ALL', '%s'), ('cases', true, 'ALL', '%s'), ('case_appeals', true, 'ALL', '%s'), ('evidence_requests', true, 'ALL', '%s'),
    -- In the queue, people read what they have done there themselves until the end of that transaction.
    ('ticket_events', true, 'SELECT', '%s OR (txid = pg_current_xact_id_if_assigned() AND actor_id = (SELECT viewer_id()) AND sees_ticket(ticket_id))'),
    -- Numbers, subjects and tags are part of the queue.
    ('search_documents', true, 'ALL', '%s OR (kind = ''ticket'' AND sees_ticket(ticket_id))'),
    ('ticket_participants', false, 'ALL', '%s'), ('read_markers', false, 'ALL', '%s'), ('ticket_stars', false, 'ALL', '%s'), ('shop_tickets', false, 'ALL', '%s'),
    ('screen_share_asks', false, 'ALL', '%s'), ('legal_holds', false, 'ALL', '%s'), ('rating_requests', false, 'ALL', '%s'), ('batch_items', false, 'ALL', '%s'),
    ('ticket_ratings', false, 'ALL', '%s'), ('chat_requests', false, 'ALL', 'ticket_id IS NULL OR %s'),
    -- Triggers notify everyone whom an event concerns; people read of the tickets that exist for them.
    ('notifications', false, 'SELECT', 'pg_trigger_depth() > 0 OR ticket_id IS NULL OR %s')
  ) AS v (table_name, is_text, command, condition) WHERE only_table IS NULL OR only_table IN (table_name, 'public.' || table_name) LOOP
    -- PostgreSQL expects feeds to read a third of the log, and would read all tickets for it at once: OFFSET 0 makes it look up one after another.
    EXECUTE format('CREATE POLICY private ON %I AS RESTRICTIVE FOR %s TO parley_restricted USING (%s)', p.table_name, p.command, format(p.condition,
      format(CASE WHEN p.is_text THEN readable ELSE seen END, p.table_name, CASE WHEN p.table_name = 'ticket_events' THEN ' OFFSET 0' ELSE '' END)));
    EXECUTE format('CREATE POLICY confidential ON %I AS RESTRICTIVE FOR %s TO parley_partly_restricted USING (%s)', p.table_name, p.command, format(p.condition,
      format(not_hidden, CASE WHEN p.is_text THEN 'reads_ticket' ELSE 'sees_ticket' END)));
  END LOOP;
END $$;
CREATE POLICY private ON attachments AS RESTRICTIVE TO parley_restricted USING (
  message_id IS NULL OR EXISTS (SELECT FROM ticket_messages m WHERE m.id = message_id));
CREATE POLICY confidential ON attachments AS RESTRICTIVE TO parley_partly_restricted USING (message_id IS NULL OR reads_message(message_id));
CREATE POLICY private ON session_attendees AS RESTRICTIVE TO parley_restricted, parley_partly_restricted USING (
  EXISTS (SELECT FROM sessions s WHERE s.id = session_id));
CREATE POLICY private ON screen_share_signals AS RESTRICTIVE TO parley_restricted, parley_partly_restricted USING (
  EXISTS (SELECT FROM screen_shares s WHERE s.id = share_id));
-- What a person who asks for a live chat wrote is a text like that of an unclaimed ticket.
CREATE POLICY private ON chat_request_words AS RESTRICTIVE TO parley_restricted, parley_partly_restricted USING (
  (SELECT desk_is_open()) OR (SELECT queue_is_readable()) OR EXISTS (SELECT FROM chat_requests r WHERE r.id = request_id
    AND (r.decided_by_id = (SELECT viewer_id()) OR r.ticket_id IS NOT NULL)));
CREATE POLICY private ON notification_deliveries AS RESTRICTIVE FOR SELECT TO parley_restricted, parley_partly_restricted USING (
  pg_trigger_depth() > 0 OR EXISTS (SELECT FROM notifications n WHERE n.id = notification_id));
-- An emergency access is never secret; other entries about a ticket are for who can see it.
CREATE POLICY private ON audit_log AS RESTRICTIVE FOR SELECT TO parley_restricted, parley_partly_restricted USING (
  target_type IS DISTINCT FROM 'ticket' OR kind::text = 'emergency_access' OR EXISTS (SELECT FROM support_tickets t WHERE t.id = audit_log.target_id));

-- Emergency access is for reading: the row cannot be locked or changed, except by the event that tells of the access.
CREATE POLICY private_change ON support_tickets AS RESTRICTIVE FOR UPDATE TO parley_restricted, parley_partly_restricted USING (
  id <> ALL (emergency_tickets()) OR staff_ids @> ARRAY[(SELECT viewer_id())] OR pg_trigger_depth() > 0);
