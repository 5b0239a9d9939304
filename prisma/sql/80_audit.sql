-- Entries are never changed, with two exceptions for background jobs: erasing a person removes the address and browser from entries,
-- and a retention rule that is enabled removes old entries.
CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'parley_maintenance' AND TG_OP = 'UPDATE' AND NEW.ip IS NULL AND NEW.user_agent IS NULL
    AND to_jsonb(NEW) - '{ip,user_agent}'::text[] = to_jsonb(OLD) - '{ip,user_agent}'::text[] THEN
    RETURN NEW;
  END IF;
  IF current_user = 'parley_maintenance' AND TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM retention_rules r WHERE r.kind = 'audit' AND r.enabled AND OLD.at < now() - make_interval(days => r.days)) THEN
    RETURN OLD;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'The audit log is append-only.';
END $$;

CREATE TRIGGER keep_audit_log BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT
  WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER keep_audit_entries BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();

-- Data about the current request, set by the server: {"ip", "userAgent", "requestId"}, for one transaction.
CREATE FUNCTION request_says(what text) RETURNS text LANGUAGE sql STABLE
  RETURN nullif(current_setting('parley.request', true), '')::jsonb ->> what;

-- Adds an entry with the current viewer as its actor.
CREATE FUNCTION audit(kind audit_kind, actor uuid, target_type text, target uuid, data jsonb, ip text, user_agent text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO audit_log (kind, actor_id, target_type, target_id, data, ip, user_agent, request_id)
  VALUES (kind, actor, target_type, target, data, coalesce(request_says('ip'), ip), left(coalesce(request_says('userAgent'), user_agent), 300), request_says('requestId'));
$$;

-- Imports and seeds write past data without an actor; and when a person is erased, the tables' owner deletes their rows.
CREATE FUNCTION is_audited() RETURNS boolean LANGUAGE sql STABLE RETURN current_user = 'parley_auth' OR is_staff_connection();

CREATE FUNCTION audit_sign_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('sign_in', NEW.user_id, 'user', NEW.user_id, '{}', NEW.ip_address, NEW.user_agent);
  -- An expired one has ended by itself.
  ELSIF OLD.expires_at > now() THEN
    PERFORM audit('sign_out', coalesce(viewer_id(), OLD.user_id), 'user', OLD.user_id, '{}', OLD.ip_address, OLD.user_agent);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_sign_in AFTER INSERT OR DELETE ON sign_ins FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_sign_in();

CREATE FUNCTION audit_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit('password_changed', coalesce(viewer_id(), NEW.user_id), 'user', NEW.user_id, '{}', NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_password AFTER UPDATE OF password ON accounts FOR EACH ROW
  WHEN (is_audited() AND OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION audit_password();

CREATE FUNCTION audit_passkey() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit(CASE TG_OP WHEN 'INSERT' THEN 'passkey_added' ELSE 'passkey_removed' END::audit_kind, coalesce(viewer_id(), (coalesce(NEW, OLD)).user_id),
    'user', (coalesce(NEW, OLD)).user_id, '{}', NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_passkey AFTER INSERT OR DELETE ON passkeys FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_passkey();

-- Not the name, which people have written: it is read from the token, as long as that exists.
CREATE FUNCTION audit_token() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  token api_tokens := coalesce(NEW, OLD);
  about jsonb := jsonb_build_object('token', token.id);
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('token_issued', coalesce(viewer_id(), NEW.created_by), 'user', NEW.user_id, about || jsonb_build_object('scopes', NEW.scopes), NULL, NULL);
  ELSIF TG_ARGV[0] = 'used' THEN
    PERFORM audit('token_used', NEW.user_id, 'user', NEW.user_id, about, NULL, NULL);
  ELSE
    PERFORM audit('token_revoked', viewer_id(), 'user', OLD.user_id, about, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_token AFTER INSERT OR DELETE ON api_tokens FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_token();
CREATE TRIGGER audit_token_revoked AFTER UPDATE OF revoked_at ON api_tokens FOR EACH ROW
  WHEN (is_audited() AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION audit_token();
CREATE TRIGGER audit_token_used AFTER UPDATE OF last_used_at ON api_tokens FOR EACH ROW
  WHEN (is_audited() AND OLD.last_used_at IS DISTINCT FROM NEW.last_used_at) EXECUTE FUNCTION audit_token('used');

CREATE FUNCTION audit_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('person_added', viewer_id(), 'user', NEW.id, jsonb_build_object('role', NEW.role), NULL, NULL);
    RETURN NULL;
  END IF;
  IF OLD.role <> NEW.role THEN
    PERFORM audit('role_changed', viewer_id(), 'user', NEW.id, jsonb_build_object('from', OLD.role, 'to', NEW.role), NULL, NULL);
  END IF;
  IF (OLD.disabled_at IS NULL) <> (NEW.disabled_at IS NULL) THEN
    PERFORM audit(CASE WHEN NEW.disabled_at IS NULL THEN 'person_enabled' ELSE 'person_disabled' END::audit_kind, viewer_id(), 'user', NEW.id, '{}', NULL, NULL);
  END IF;
  IF OLD.email <> NEW.email THEN
    PERFORM audit('email_changed', coalesce(viewer_id(), NEW.id), 'user', NEW.id, '{}', NULL, NULL);
  END IF;
  IF OLD.two_factor_enabled <> NEW.two_factor_enabled THEN
    PERFORM audit(CASE WHEN NEW.two_factor_enabled THEN 'second_factor_on' WHEN viewer_id() <> NEW.id THEN 'second_factor_reset' ELSE 'second_factor_off'
      END::audit_kind, coalesce(viewer_id(), NEW.id), 'user', NEW.id, '{}', NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_person_added AFTER INSERT ON users FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_person();
CREATE TRIGGER audit_person_changed AFTER UPDATE OF role, disabled_at, email, two_factor_enabled ON users FOR EACH ROW
  WHEN (is_audited()) EXECUTE FUNCTION audit_person();

-- A deleted conversation is one entry, however many messages it had.
CREATE FUNCTION audit_deletions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_audited() THEN
    PERFORM audit(CASE count(*) WHEN 1 THEN 'message_deleted' ELSE 'conversation_deleted' END::audit_kind, viewer_id(),
      'ticket', a.ticket_id, jsonb_build_object('messages', count(*), 'message', CASE count(*) WHEN 1 THEN min(a.id::text) END), NULL, NULL)
    FROM after a JOIN before b USING (id) WHERE a.deleted_at IS NOT NULL AND b.deleted_at IS NULL GROUP BY a.ticket_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_deletions AFTER UPDATE ON ticket_messages REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION audit_deletions();

CREATE FUNCTION audit_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit('settings_changed', viewer_id(), NULL, NULL, jsonb_object_agg(b.key, jsonb_build_array(b.value, a.value)), NULL, NULL)
  FROM jsonb_each(to_jsonb(OLD)) b JOIN jsonb_each(to_jsonb(NEW)) a USING (key) WHERE a.value <> b.value
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_settings AFTER UPDATE ON desk_settings FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_settings();

-- The names of the changed fields and the number of tickets, never the values: a change may contain text that people wrote.
CREATE FUNCTION audit_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit('tickets_changed', viewer_id(), 'batch', NEW.id, jsonb_build_object('state', NEW.state, 'tickets', NEW.changed,
    'restored', NEW.restored, 'changes', ARRAY(SELECT jsonb_object_keys(NEW.changes) ORDER BY 1)), NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_batch AFTER UPDATE OF state ON batch_jobs FOR EACH ROW
  WHEN (is_audited() AND OLD.state <> NEW.state AND NEW.state IN ('done', 'cancelled', 'undone')) EXECUTE FUNCTION audit_batch();

CREATE FUNCTION audit_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  role jsonb := jsonb_build_object('role', NEW.role);
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('invitation_sent', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
    RETURN NULL;
  END IF;
  IF OLD.token_hash <> NEW.token_hash THEN
    PERFORM audit('invitation_resent', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  IF OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL THEN
    PERFORM audit('invitation_cancelled', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  -- No one is signed in yet: the actor is the new user.
  IF OLD.accepted_at IS NULL AND NEW.accepted_at IS NOT NULL THEN
    PERFORM audit('invitation_accepted', NEW.user_id, 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_invitation AFTER INSERT OR UPDATE OF token_hash, cancelled_at, accepted_at ON invitations FOR EACH ROW
  WHEN (is_audited()) EXECUTE FUNCTION audit_invitation();

-- An erasure is audited with its request, a rule with every change of what it removes.
CREATE FUNCTION audit_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit('person_erased', viewer_id(), 'user', NEW.user_id, '{}', NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_erasure AFTER INSERT ON erasures FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_erasure();

CREATE FUNCTION audit_legal_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM audit(CASE TG_OP WHEN 'INSERT' THEN 'legal_hold_set' ELSE 'legal_hold_lifted' END::audit_kind, viewer_id(), 'ticket',
    coalesce(NEW.ticket_id, OLD.ticket_id), '{}', NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_legal_hold AFTER INSERT OR DELETE ON legal_holds FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_legal_hold();

CREATE FUNCTION audit_retention() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule retention_rules := coalesce(NEW, OLD);
BEGIN
  PERFORM audit('retention_changed', viewer_id(), NULL, NULL, jsonb_build_object('kind', rule.kind, 'days', rule.days,
    'statuses', rule.statuses, 'state', CASE WHEN TG_OP = 'DELETE' THEN 'deleted' WHEN rule.enabled THEN 'on' ELSE 'off' END), NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_retention AFTER INSERT OR DELETE OR UPDATE OF kind, days, statuses, enabled ON retention_rules FOR EACH ROW
  WHEN (is_audited()) EXECUTE FUNCTION audit_retention();

-- Who answers for a shop, and whether it is open. Its owner changes the first as a requester, whoever accepts an invitation during sign-in.
CREATE FUNCTION audit_shop() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shop uuid := CASE TG_TABLE_NAME WHEN 'sellers' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'shop_id' END;
  person uuid := CASE TG_TABLE_NAME WHEN 'shop_members' THEN to_jsonb(NEW) ->> 'user_id' END;
BEGIN
  IF current_user NOT IN ('parley_auth', 'parley_requester') AND NOT is_staff_connection() THEN
    RETURN NULL;
  END IF;
  -- An owner comes and goes with the shop.
  IF person IS NOT NULL AND EXISTS (SELECT FROM sellers s WHERE s.id = shop AND s.owner_id = person) THEN
    RETURN NULL;
  END IF;
  PERFORM audit(TG_ARGV[0]::audit_kind, coalesce(viewer_id(), person), CASE WHEN person IS NOT NULL THEN 'user' END, person,
    jsonb_build_object('shop', shop), NULL, NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_shop_invited AFTER INSERT ON shop_invitations FOR EACH ROW EXECUTE FUNCTION audit_shop('shop_member_invited');
CREATE TRIGGER audit_shop_invitation_cancelled AFTER UPDATE OF cancelled_at ON shop_invitations FOR EACH ROW
  WHEN (OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL AND NEW.expires_at > now()) EXECUTE FUNCTION audit_shop('shop_invitation_cancelled');
CREATE TRIGGER audit_shop_member_added AFTER INSERT ON shop_members FOR EACH ROW EXECUTE FUNCTION audit_shop('shop_member_added');
CREATE TRIGGER audit_shop_member_back AFTER UPDATE OF removed_at ON shop_members FOR EACH ROW
  WHEN (OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL) EXECUTE FUNCTION audit_shop('shop_member_added');
CREATE TRIGGER audit_shop_member_removed AFTER UPDATE OF removed_at ON shop_members FOR EACH ROW
  WHEN (OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL) EXECUTE FUNCTION audit_shop('shop_member_removed');
CREATE TRIGGER audit_shop_closed AFTER UPDATE OF closed_at ON sellers FOR EACH ROW
  WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION audit_shop('shop_closed');
CREATE TRIGGER audit_shop_reopened AFTER UPDATE OF closed_at ON sellers FOR EACH ROW
  WHEN (OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL) EXECUTE FUNCTION audit_shop('shop_reopened');

-- ─── audit_log ─────────────────────────────────────────────────────────────

GRANT SELECT, INSERT ON audit_log TO parley_staff;
GRANT INSERT ON audit_log TO parley_auth, parley_maintenance;
GRANT INSERT ON audit_log TO parley_requester;
GRANT USAGE ON SEQUENCE audit_log_id_seq TO parley_auth, parley_maintenance, parley_staff, parley_requester;
CREATE POLICY staff_add ON audit_log FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND actor_id IS NOT DISTINCT FROM (SELECT viewer_id()));
-- Only triggers write what requesters do.
CREATE POLICY requester_add ON audit_log FOR INSERT TO parley_requester WITH CHECK (
  pg_trigger_depth() > 0 AND actor_id = (SELECT viewer_id())
  AND kind IN ('shop_member_invited', 'shop_invitation_cancelled', 'shop_member_removed'));
CREATE POLICY admins_read ON audit_log FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));
CREATE POLICY auth_add ON audit_log FOR INSERT TO parley_auth WITH CHECK (identified_as('auth'));
GRANT SELECT, UPDATE (ip, user_agent), DELETE ON audit_log TO parley_maintenance;
GRANT UPDATE ON SEQUENCE audit_log_id_seq TO parley_maintenance;
CREATE POLICY maintenance ON audit_log TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));
