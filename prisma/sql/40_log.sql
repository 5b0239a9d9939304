-- The key of a new event (docs/live-updates.md, Cursors).
CREATE FUNCTION new_event_key() RETURNS int LANGUAGE sql VOLATILE PARALLEL SAFE RETURN (random() * 4294967295 - 2147483648)::int;

-- Whose turn it is after a message, `turn` being the rule where no shop is asked. In a ticket that is addressed to a shop and in which the
-- platform was not asked in, buyer and shop answer each other (`each_other`: a message of one of them to everyone). Who does not take part as
-- somebody of the requester's side, and may write, is one of the people of the shop. Each value is cast by itself: a cast of the whole would
-- be STABLE, and a function that says to be IMMUTABLE would not be inlined.
CREATE FUNCTION turn_after(turn waiting_on, each_other boolean, addressed_to ticket_recipient, escalated_at timestamptz, participants uuid[],
  shop_participants uuid[], author uuid) RETURNS waiting_on LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN each_other AND addressed_to = 'shop' AND escalated_at IS NULL
  THEN CASE WHEN author = ANY (participants) AND author <> ALL (shop_participants) THEN 'shop'::waiting_on ELSE 'requester'::waiting_on END
  ELSE turn END;

CREATE FUNCTION append_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shared  boolean := NEW.audience IN ('participants', 'requester');
  to_shop boolean := NEW.audience IN ('participants', 'shop');
  added   boolean := NEW.kind = 'message_added';
  asked   boolean := added AND NEW.data ->> 'sender' IN ('buyer', 'seller');
  turn    waiting_on := CASE WHEN NEW.audience <> 'staff' AND added THEN
    CASE WHEN asked THEN 'staff'::waiting_on
         WHEN NEW.data ->> 'sender' IN ('agent', 'admin') THEN CASE WHEN NEW.audience = 'shop' THEN 'shop'::waiting_on ELSE 'requester'::waiting_on END END END;
  -- Reactions, and removal by a background job (retention, erasure), are no activity: the ticket keeps its place in lists.
  quiet   boolean := NEW.kind = 'message_reacted' OR current_user = 'parley_maintenance' AND NEW.kind = 'message_deleted' AND NEW.actor_id IS NULL;
BEGIN
  -- Bulk loads insert counters that they have computed themselves.
  IF NEW.seq > 0 AND current_user = 'parley_maintenance' THEN
    RETURN NEW;
  END IF;
  NEW.key := new_event_key();
  UPDATE support_tickets t SET
    last_seq = last_seq + 1,
    last_key = NEW.key,
    public_last_key = CASE WHEN shared THEN NEW.key ELSE t.public_last_key END,
    public_seq = t.public_seq + shared::int,
    message_count = t.message_count + added::int,
    public_message_count = t.public_message_count + (added AND shared)::int,
    last_message_id = CASE WHEN added THEN NEW.message_id ELSE last_message_id END,
    public_last_message_id = CASE WHEN added AND shared THEN NEW.message_id ELSE public_last_message_id END,
    updated_at = CASE WHEN quiet THEN t.updated_at ELSE clock_timestamp() END,
    public_updated_at = CASE WHEN shared AND NOT quiet THEN clock_timestamp() ELSE public_updated_at END,
    waiting_on = CASE WHEN turn IS NULL OR has_ended(status) THEN waiting_on ELSE turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id) END,
    waiting_since = CASE WHEN turn IS NULL OR has_ended(status) OR waiting_on IS NOT DISTINCT FROM turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id)
      THEN waiting_since ELSE clock_timestamp() END,
    shop_last_key = CASE WHEN t.has_shop_side AND to_shop THEN NEW.key ELSE t.shop_last_key END,
    shop_seq = t.shop_seq + (t.has_shop_side AND to_shop)::int,
    shop_message_count = t.shop_message_count + (t.has_shop_side AND to_shop AND added)::int,
    shop_last_message_id = CASE WHEN t.has_shop_side AND to_shop AND added THEN NEW.message_id ELSE t.shop_last_message_id END,
    shop_updated_at = CASE WHEN t.has_shop_side AND to_shop AND NOT quiet THEN clock_timestamp() ELSE t.shop_updated_at END,
    shared_waiting_on = CASE WHEN t.has_shop_side AND turn IS NOT NULL AND shared AND to_shop AND NOT has_ended(status)
      THEN turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id) ELSE t.shared_waiting_on END,
    shared_waiting_since = CASE WHEN t.has_shop_side AND turn IS NOT NULL AND shared AND to_shop AND NOT has_ended(status)
      AND t.shared_waiting_on IS DISTINCT FROM turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id) THEN clock_timestamp() ELSE t.shared_waiting_since END
  WHERE t.id = NEW.ticket_id
  RETURNING t.last_seq, CASE WHEN shared THEN t.public_seq END, t.message_count, t.public_message_count, t.updated_at,
    CASE WHEN t.has_shop_side AND to_shop THEN t.shop_seq END, t.shop_message_count
  INTO NEW.seq, NEW.public_seq, NEW.message_count, NEW.public_message_count, NEW.at, NEW.shop_seq, NEW.shop_message_count;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = 'There is no such ticket for this viewer.';
  END IF;
  PERFORM send_hint('t:' || NEW.ticket_id);
  RETURN NEW;
END $$;

CREATE TRIGGER append_event BEFORE INSERT ON ticket_events FOR EACH ROW WHEN (NEW.seq = 0) EXECUTE FUNCTION append_event();

-- Columns that no statement may set. Requesters never number events: only changes of many tickets by staff do.
CREATE FUNCTION accept_counted_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
END $$;

-- The roles by name, as in is_staff_connection(): PostgreSQL reads and plans the condition of a trigger anew for each statement, also the functions in it
-- and also if nothing is to be checked. The same holds for the other conditions of triggers that every message meets.
CREATE TRIGGER accept_counted_event BEFORE INSERT ON ticket_events FOR EACH ROW
  WHEN (NEW.seq <> 0 AND current_user <> 'parley_maintenance'
    AND (current_user NOT IN ('parley_staff', 'parley_restricted', 'parley_partly_restricted') OR NEW.seq < 0 OR NEW.public_seq IS NULL OR NEW.audience <> 'participants' OR NEW.kind = 'message_added'))
  EXECUTE FUNCTION accept_counted_event();

-- Runs once for all events of a statement. Checks those that a bulk change has numbered itself, and publishes them in one
-- notification.
CREATE FUNCTION check_counted_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_staff_connection() THEN
    RETURN NULL;
  END IF;
  PERFORM FROM new_events WHERE kind <> 'message_added';
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- LATERAL with a LIMIT forces an index lookup instead of a join that reads a whole table.
  PERFORM FROM new_events e
    LEFT JOIN LATERAL (SELECT * FROM support_tickets t WHERE t.id = e.ticket_id LIMIT 1) t ON true
    LEFT JOIN LATERAL (SELECT * FROM ticket_events b WHERE b.ticket_id = e.ticket_id AND b.seq = e.seq - 1 LIMIT 1) b ON true
  WHERE e.kind <> 'message_added' AND (e.seq <= t.last_seq AND coalesce(e.public_seq, 0) <= t.public_seq
    AND coalesce(e.shop_seq, 0) <= t.shop_seq AND (e.shop_seq IS NOT NULL) = (t.has_shop_side AND e.audience IN ('participants', 'shop'))
    -- In a private desk's queue, the event before it is not seen.
    AND (e.seq = 1 OR (b.seq IS NULL AND is_restricted()) OR (e.message_count = b.message_count AND e.public_message_count = b.public_message_count))) IS NOT TRUE;
  IF FOUND THEN
    RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
  END IF;
  -- A hint can have at most 8,000 bytes.
  PERFORM send_hint('t:' || string_agg(id::text, ',' ORDER BY id)) FROM (
    SELECT ticket_id AS id, (row_number() OVER () - 1) / 200 AS part FROM (SELECT DISTINCT ticket_id FROM new_events WHERE kind <> 'message_added') d) p
  GROUP BY part;
  RETURN NULL;
END $$;

CREATE TRIGGER check_counted_events AFTER INSERT ON ticket_events REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION check_counted_events();

-- ─── ticket_events ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT ON ticket_events TO parley_staff, parley_requester;
GRANT USAGE ON SEQUENCE ticket_events_id_seq TO parley_requester, parley_staff;
GRANT USAGE, UPDATE ON SEQUENCE ticket_events_id_seq TO parley_maintenance;
CREATE POLICY staff_append ON ticket_events FOR INSERT TO parley_staff WITH CHECK (actor_id = (SELECT viewer_id()) AND (SELECT is_staff()));
CREATE POLICY staff_read ON ticket_events FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY desk_append ON ticket_events FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND actor_id IS NULL AND kind IN ('assigned', 'unclaimed', 'status_changed'));
CREATE POLICY staff_open ON ticket_events FOR INSERT TO parley_staff WITH CHECK (
  kind = 'message_added' AND audience = 'participants' AND EXISTS (
    SELECT 1 FROM chat_requests r WHERE r.live AND r.id = message_id AND r.ticket_id = ticket_events.ticket_id
      AND r.requester_id = actor_id AND r.decided_by_id = (SELECT viewer_id())));
CREATE POLICY desk_end_share ON ticket_events FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND actor_id IS NULL AND kind = 'screen_share_ended');
-- Events without an actor. The server's roles own no table, so none of their own statements runs inside a trigger.
CREATE POLICY staff_record ON ticket_events FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND pg_trigger_depth() > 0 AND actor_id IS NULL AND kind = 'unclaimed');
-- The log as participants see it: without notes, and for people who joined later, only from their first visible event on.
-- People who are on both sides of a ticket (they were a participant before their shop was asked in) stay on the first.
-- What concerns few people is asked by functions, so that plans start quickly (docs/decisions/093).
CREATE FUNCTION has_joined_before(ticket uuid, side ticket_side, seq integer) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM ticket_participants p WHERE p.ticket_id = ticket AND p.user_id = viewer_id() AND p.left_at IS NULL
    AND p.side = has_joined_before.side AND seq > p.since_public_seq);
END $$;
CREATE FUNCTION asked_for_own_shop(ticket uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket AND t.shop_access = 'requester' AND t.seller_id = ANY (viewer_shops()));
END $$;
CREATE FUNCTION reads_as_shop(ticket uuid, seq integer) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket AND t.shop_access = 'shop' AND t.seller_id = ANY (viewer_shops())
    AND (viewer_id() <> ALL (t.participant_ids) OR viewer_id() = ANY (t.shop_participant_ids)) AND seq > t.shop_since_seq);
END $$;
CREATE POLICY requester_read ON ticket_events FOR SELECT TO parley_requester USING (
  audience IN ('participants', 'requester') AND (
    EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND t.requester_id = (SELECT viewer_id()))
    OR has_joined_before(ticket_id, 'requester', public_seq) OR ((SELECT is_seller()) AND asked_for_own_shop(ticket_id))));
CREATE POLICY requester_read_as_shop ON ticket_events FOR SELECT TO parley_requester USING (
  (SELECT is_seller()) AND shop_seq IS NOT NULL AND audience IN ('participants', 'shop')
  AND (reads_as_shop(ticket_id, shop_seq) OR has_joined_before(ticket_id, 'shop', shop_seq)));
CREATE POLICY requester_append ON ticket_events FOR INSERT TO parley_requester WITH CHECK (
  audience <> 'staff' AND actor_id = (SELECT viewer_id())
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND may_write_to(audience, on_shop_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids))));
-- A shop's side that comes into being later is numbered by a trigger: only staff ask a shop in.
GRANT UPDATE (shop_seq, shop_message_count) ON ticket_events TO parley_staff;
CREATE POLICY staff_number ON ticket_events FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND pg_trigger_depth() > 0) WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0);
CREATE POLICY requester_record ON ticket_events FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND actor_id IS NULL AND kind = 'unclaimed' AND audience = 'participants'
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- ─── ticket_messages ───────────────────────────────────────────────────────

-- Whether a message is the viewer's own and they can still delete it. Nothing is deleted under a legal hold.
CREATE FUNCTION can_delete_own(message uuid) RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS (SELECT FROM ticket_messages m, desk_settings s
    WHERE m.id = message AND m.author_id = viewer_id() AND m.deleted_at IS NULL
      AND clock_timestamp() < m.created_at + make_interval(mins => s.message_deletion_minutes)
      AND NOT EXISTS (SELECT FROM legal_holds h WHERE h.ticket_id = m.ticket_id))
$$;

-- Whether everybody who may ever read a message to these readers can see the quoted message as well: not if it is for others, nor if somebody was
-- admitted after it without the history. Those who come later see both or neither. The caller has locked the ticket.
CREATE FUNCTION can_quote(quoted uuid, in_ticket uuid, readers audience) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM ticket_messages q JOIN ticket_events e ON e.message_id = q.id AND e.kind = 'message_added' JOIN support_tickets t ON t.id = q.ticket_id
    WHERE q.id = quoted AND q.ticket_id = in_ticket AND (readers = 'staff' OR (
      q.audience IN ('participants', readers)
      AND (readers = 'requester' OR NOT t.has_shop_side OR e.shop_seq > t.shop_since_seq)
      AND NOT EXISTS (SELECT FROM ticket_events j WHERE j.ticket_id = in_ticket AND j.seq > e.seq
        AND (j.kind = 'participant_added' OR j.kind = 'chat_request_decided' AND j.data ->> 'status' = 'accepted') AND j.data ->> 'fromStart' IS DISTINCT FROM 'true'))))
$$;

CREATE FUNCTION guard_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_maintenance' AND NOT can_quote(NEW.quoted_message_id, NEW.ticket_id, NEW.audience) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Not all readers can see the quoted message.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_quote BEFORE INSERT ON ticket_messages FOR EACH ROW
  WHEN (NEW.quoted_message_id IS NOT NULL) EXECUTE FUNCTION guard_quote();

-- Policies cannot compare columns with their previous values, so this trigger does. With a message of their own, authors also delete its files and
-- the request that it repeats, but neither by itself.
CREATE FUNCTION guard_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'parley_requester' OR is_staff_connection() AND NOT is_admin() THEN
    IF NEW.body IS NOT NULL OR NOT can_delete_own(OLD.id) THEN
      RAISE insufficient_privilege USING MESSAGE = 'This message cannot be deleted.';
    END IF;
    UPDATE attachments SET state = 'pending_deletion' WHERE message_id = OLD.id;
    DELETE FROM chat_request_words WHERE request_id = OLD.id;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_deletion BEFORE UPDATE OF deleted_at ON ticket_messages FOR EACH ROW
  WHEN (NEW.deleted_at IS DISTINCT FROM OLD.deleted_at) EXECUTE FUNCTION guard_deletion();

GRANT SELECT, INSERT, UPDATE (body, edited_at, deleted_at) ON ticket_messages TO parley_staff, parley_requester;
CREATE POLICY staff_read ON ticket_messages FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_write ON ticket_messages FOR INSERT TO parley_staff
  WITH CHECK (author_id = (SELECT viewer_id()) AND sender_type::text = (SELECT viewer_role()));
CREATE POLICY staff_edit ON ticket_messages FOR UPDATE TO parley_staff
  USING (author_id = (SELECT viewer_id()) OR (SELECT is_admin())) WITH CHECK (author_id = (SELECT viewer_id()) OR (SELECT is_admin()));
-- A person who accepts a live chat creates a ticket whose first message is the request's reason, in the requester's name.
CREATE POLICY staff_open ON ticket_messages FOR INSERT TO parley_staff WITH CHECK (
  audience = 'participants' AND EXISTS (
    SELECT 1 FROM chat_requests r JOIN chat_request_words w ON w.request_id = r.id JOIN users u ON u.id = r.requester_id
    WHERE r.live AND r.id = ticket_messages.id AND r.ticket_id = ticket_messages.ticket_id AND r.decided_by_id = (SELECT viewer_id())
      AND r.requester_id = author_id AND u.role::text = sender_type::text AND w.reason = body));
CREATE POLICY requester_read ON ticket_messages FOR SELECT TO parley_requester USING (
  audience <> 'staff' AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id)
  AND (author_id = (SELECT viewer_id()) OR EXISTS (SELECT 1 FROM ticket_events e
    WHERE e.message_id = ticket_messages.id AND e.kind = 'message_added')));
CREATE POLICY requester_write ON ticket_messages FOR INSERT TO parley_requester WITH CHECK (
  audience <> 'staff' AND author_id = (SELECT viewer_id()) AND sender_type::text = (SELECT viewer_role())
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND may_write_to(audience, on_shop_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids))));
CREATE POLICY requester_edit ON ticket_messages FOR UPDATE TO parley_requester
  USING (author_id = (SELECT viewer_id())) WITH CHECK (author_id = (SELECT viewer_id()));

-- ─── message_reactions ─────────────────────────────────────────────────────

-- Whoever sees a message sees the reactions to it, and can react.
GRANT SELECT, INSERT (message_id, user_id, emoji, ticket_id), DELETE ON message_reactions TO parley_staff, parley_requester;
CREATE POLICY staff_read ON message_reactions FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY requester_read ON message_reactions FOR SELECT TO parley_requester USING (EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id));
CREATE POLICY own_add ON message_reactions FOR INSERT TO parley_staff, parley_requester WITH CHECK (user_id = (SELECT viewer_id())
  AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.ticket_id = message_reactions.ticket_id AND m.deleted_at IS NULL));
-- Those of others are removed only with the message, by the trigger below.
CREATE POLICY own_remove ON message_reactions FOR DELETE TO parley_staff, parley_requester
  USING ((SELECT viewer_id()) IS NOT NULL AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0));

CREATE FUNCTION forget_reactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM message_reactions WHERE message_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER forget_reactions AFTER UPDATE OF deleted_at ON ticket_messages FOR EACH ROW
  WHEN (NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL) EXECUTE FUNCTION forget_reactions();
