-- What the database itself keeps true, whoever writes: who the viewer is, ticket numbers, the ordered log with its two
-- gapless counters, the state derived from it, and the word that goes out when rights are taken away.

-- ─── Who is asking ───────────────────────────────────────────────────────────
-- The server sets these two for one transaction at a time: set_config(…, is_local => true).

CREATE FUNCTION viewer_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.viewer_id', true), '')::uuid;

CREATE FUNCTION viewer_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.viewer_role', true), '');

CREATE FUNCTION is_buyer() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() = 'buyer', false);
CREATE FUNCTION is_seller() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() = 'seller', false);
CREATE FUNCTION is_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() IN ('agent', 'admin'), false);
CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(viewer_role() = 'admin', false);

-- "This transaction has an identity of this kind", for the roles whose policies would otherwise be USING (true).
-- Declared IMMUTABLE on purpose: the planner then folds the call to a constant. With an identity it folds to true and
-- vanishes, so that every index works (a qual that stays would keep operators that are not leakproof from the indexes);
-- without one it folds to false, and every table shows no rows. The pools of these roles never hold another kind of
-- identity, so a cached plan can only be stale in the closed direction. docs/decisions/002 has the measurements.
CREATE FUNCTION identified_as(kind text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE kind
    WHEN 'staff' THEN coalesce(current_setting('parley.viewer_role', true) IN ('agent', 'admin'), false)
    ELSE coalesce(current_setting('parley.viewer_role', true) = kind, false)
  END;
END $$;

-- ─── Tickets ─────────────────────────────────────────────────────────────────

CREATE SEQUENCE ticket_number_seq;

CREATE FUNCTION number_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  n text := nextval('ticket_number_seq')::text;
BEGIN
  NEW.ticket_number := 'TC-' || lpad(n, greatest(4, length(n)), '0');
  NEW.participant_ids := ARRAY[NEW.requester_id];
  RETURN NEW;
END $$;

CREATE TRIGGER number_ticket BEFORE INSERT ON support_tickets FOR EACH ROW EXECUTE FUNCTION number_ticket();

-- Status carries its consequences with it.
CREATE FUNCTION ticket_status_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended boolean := NEW.status IN ('resolved', 'closed');
BEGIN
  NEW.resolved_at := CASE WHEN ended THEN coalesce(OLD.resolved_at, clock_timestamp()) END;
  IF ended THEN
    NEW.waiting_on := NULL;
    NEW.waiting_since := NULL;
  ELSIF OLD.status IN ('resolved', 'closed') THEN
    NEW.waiting_on := 'staff';
    NEW.waiting_since := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER ticket_status_changed BEFORE UPDATE OF status ON support_tickets FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION ticket_status_changed();

-- The wall behind tickets/policy.ts: requesters change status and priority of their own tickets, sellers also the tags;
-- somebody who joined may at most reopen (by replying).
CREATE FUNCTION guard_requester_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_requester' THEN
    RETURN NEW;
  END IF;
  IF NEW.tags IS DISTINCT FROM OLD.tags AND NOT is_seller() THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only sellers and staff change tags.';
  END IF;
  IF OLD.requester_id IS DISTINCT FROM viewer_id() AND (
    NEW.tags IS DISTINCT FROM OLD.tags OR NEW.priority IS DISTINCT FROM OLD.priority
    OR (NEW.status IS DISTINCT FROM OLD.status AND NOT (OLD.status IN ('resolved', 'closed') AND NEW.status = 'open'))
  ) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the requester and staff change this ticket.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_requester_update BEFORE UPDATE OF status, priority, tags ON support_tickets FOR EACH ROW
  WHEN ((OLD.status, OLD.priority, OLD.tags) IS DISTINCT FROM (NEW.status, NEW.priority, NEW.tags))
  EXECUTE FUNCTION guard_requester_update();

CREATE FUNCTION keep_participant_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE support_tickets t
  SET participant_ids = ARRAY[t.requester_id] || ARRAY(
    SELECT p.user_id FROM ticket_participants p
    WHERE p.ticket_id = t.id AND p.left_at IS NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at)
  WHERE t.id = coalesce(NEW.ticket_id, OLD.ticket_id);
  RETURN NULL;
END $$;

CREATE TRIGGER keep_participant_ids AFTER INSERT OR UPDATE OR DELETE ON ticket_participants
  FOR EACH ROW EXECUTE FUNCTION keep_participant_ids();

-- ─── The log ─────────────────────────────────────────────────────────────────
-- Inserting an event locks its ticket's row, takes the next seq (and the next public seq, if participants may see it),
-- brings the ticket's kept counters up to date, and lets every node know that this ticket changed. A seq can have no
-- gap and no double: it is only ever taken here, under the lock, in the transaction that writes the event.

CREATE FUNCTION append_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shared  boolean := NEW.audience = 'participants';
  added   boolean := NEW.kind = 'message_added';
  turn    waiting_on := CASE WHEN NEW.audience = 'participants' AND NEW.kind = 'message_added' THEN
    CASE WHEN NEW.data ->> 'sender' IN ('buyer', 'seller') THEN 'staff'::waiting_on
         WHEN NEW.data ->> 'sender' IN ('agent', 'admin') THEN 'requester'::waiting_on END END;
BEGIN
  -- Bulk loads bring counters that they have computed themselves.
  IF NEW.seq > 0 AND current_user = 'parley_maintenance' THEN
    RETURN NEW;
  END IF;
  UPDATE support_tickets t SET
    last_seq = last_seq + 1,
    public_seq = t.public_seq + shared::int,
    message_count = t.message_count + added::int,
    public_message_count = t.public_message_count + (added AND shared)::int,
    last_message_id = CASE WHEN added THEN NEW.message_id ELSE last_message_id END,
    public_last_message_id = CASE WHEN added AND shared THEN NEW.message_id ELSE public_last_message_id END,
    updated_at = clock_timestamp(),
    public_updated_at = CASE WHEN shared THEN clock_timestamp() ELSE public_updated_at END,
    waiting_on = CASE WHEN turn IS NULL OR status IN ('resolved', 'closed') THEN waiting_on ELSE turn END,
    waiting_since = CASE WHEN turn IS NULL OR turn IS NOT DISTINCT FROM waiting_on OR status IN ('resolved', 'closed')
      THEN waiting_since ELSE clock_timestamp() END
  WHERE t.id = NEW.ticket_id
  RETURNING t.last_seq, CASE WHEN shared THEN t.public_seq END, t.message_count, t.public_message_count, t.updated_at
  INTO NEW.seq, NEW.public_seq, NEW.message_count, NEW.public_message_count, NEW.at;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = 'There is no such ticket for this viewer.';
  END IF;
  PERFORM pg_notify('parley', 't:' || NEW.ticket_id);
  RETURN NEW;
END $$;

CREATE TRIGGER append_event BEFORE INSERT ON ticket_events FOR EACH ROW EXECUTE FUNCTION append_event();

-- ─── Rights taken away ───────────────────────────────────────────────────────
-- A feed compares `revocations.count` in the snapshot it reads events from: an event committed after a revocation is
-- never read without the revocation being seen first.

INSERT INTO revocations DEFAULT VALUES;

CREATE FUNCTION revoke_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE revocations SET count = count + 1;
  PERFORM pg_notify('parley', 'r:' || CASE WHEN TG_TABLE_NAME = 'users' THEN (to_jsonb(OLD) ->> 'id') ELSE (to_jsonb(OLD) ->> 'user_id') END);
  RETURN NULL;
END $$;

CREATE TRIGGER sign_in_ended AFTER DELETE ON sign_ins FOR EACH ROW EXECUTE FUNCTION revoke_access();
CREATE TRIGGER api_token_revoked AFTER UPDATE OF revoked_at ON api_tokens FOR EACH ROW
  WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER api_token_deleted AFTER DELETE ON api_tokens FOR EACH ROW EXECUTE FUNCTION revoke_access();
CREATE TRIGGER person_changed AFTER UPDATE OF role, disabled_at ON users FOR EACH ROW
  WHEN ((OLD.role, OLD.disabled_at) IS DISTINCT FROM (NEW.role, NEW.disabled_at)) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER participant_left AFTER UPDATE OF left_at ON ticket_participants FOR EACH ROW
  WHEN (NEW.left_at IS NOT NULL AND OLD.left_at IS NULL) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER participant_removed AFTER DELETE ON ticket_participants FOR EACH ROW EXECUTE FUNCTION revoke_access();

-- ─── What is there from the start ────────────────────────────────────────────

INSERT INTO teams (name) VALUES ('Customer Service');

-- 244 random bits: cursors and cookies are signed with keys derived from it.
INSERT INTO desk_secrets (secret)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
