-- Every loss of rights increments the single row of `revocations` and notifies all nodes, which check their open sockets.
CREATE FUNCTION revoke_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE revocations SET count = count + 1;
  PERFORM send_hint('r:' || CASE WHEN TG_TABLE_NAME = 'users' THEN (to_jsonb(OLD) ->> 'id') ELSE (to_jsonb(OLD) ->> 'user_id') END);
  RETURN NULL;
END $$;

-- Deferred, so that the row of `revocations` is the last lock of every transaction (decision 018). Expired sign-ins, and tokens that
-- are expired or revoked, grant no access: deleting their rows takes no rights away.
CREATE CONSTRAINT TRIGGER api_token_deleted AFTER DELETE ON api_tokens DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL AND (OLD.expires_at IS NULL OR OLD.expires_at > now())) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER api_token_revoked AFTER UPDATE OF revoked_at ON api_tokens DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER sign_in_ended AFTER DELETE ON sign_ins DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.expires_at > now()) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER participant_left AFTER UPDATE OF left_at ON ticket_participants DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.left_at IS NOT NULL AND OLD.left_at IS NULL) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER participant_removed AFTER DELETE ON ticket_participants DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER person_changed AFTER UPDATE OF role, disabled_at ON users DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.role, OLD.disabled_at) IS DISTINCT FROM (NEW.role, NEW.disabled_at)) EXECUTE FUNCTION revoke_access();

CREATE CONSTRAINT TRIGGER shop_member_removed AFTER UPDATE OF removed_at ON shop_members DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER shop_member_deleted AFTER DELETE ON shop_members DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.removed_at IS NULL) EXECUTE FUNCTION revoke_access();

-- Who joins a shop sees more tickets: their lists are loaded again.
CREATE FUNCTION publish_shop_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM send_hint('r:' || NEW.user_id);
  RETURN NULL;
END $$;

CREATE TRIGGER shop_member_joined AFTER INSERT ON shop_members FOR EACH ROW EXECUTE FUNCTION publish_shop_member();
CREATE TRIGGER shop_member_rejoined AFTER UPDATE OF removed_at ON shop_members FOR EACH ROW
  WHEN (NEW.removed_at IS NULL AND OLD.removed_at IS NOT NULL) EXECUTE FUNCTION publish_shop_member();

-- The owner of a shop is one of its people.
CREATE FUNCTION keep_shop_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    UPDATE shop_members SET removed_at = clock_timestamp() WHERE shop_id = NEW.id AND user_id = OLD.owner_id AND removed_at IS NULL;
  END IF;
  INSERT INTO shop_members (shop_id, user_id) VALUES (NEW.id, NEW.owner_id)
  ON CONFLICT (shop_id, user_id) DO UPDATE SET removed_at = NULL, joined_at = clock_timestamp();
  RETURN NULL;
END $$;

CREATE TRIGGER shop_opened AFTER INSERT ON sellers FOR EACH ROW EXECUTE FUNCTION keep_shop_owner();
CREATE TRIGGER shop_changed_hands AFTER UPDATE OF owner_id ON sellers FOR EACH ROW
  WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION keep_shop_owner();

-- The role in which a token acts: without the scope `admin`, an admin's token has the rights of an agent.
CREATE FUNCTION acting_role(role user_role, scopes token_scope[]) RETURNS user_role LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN role = 'admin' AND 'admin' <> ALL (scopes) THEN 'agent' ELSE role END;

-- A service account cannot sign in, by whatever means.
CREATE FUNCTION refuse_service_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM users u WHERE u.id = NEW.user_id AND u.is_service) THEN
    RAISE check_violation USING MESSAGE = 'A service account cannot sign in.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER refuse_service_account BEFORE INSERT ON sign_ins FOR EACH ROW EXECUTE FUNCTION refuse_service_account();
CREATE TRIGGER refuse_service_account BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION refuse_service_account();

-- Whether a person may only set up their second factor: staff, if the desk requires one.
CREATE FUNCTION lacks_second_factor(role user_role, enabled boolean) RETURNS boolean LANGUAGE sql STABLE
  RETURN role IN ('agent', 'admin') AND NOT enabled AND EXISTS (SELECT FROM desk_settings WHERE staff_second_factor);

-- When the desk starts to require a second factor, the sign-ins of staff without one give no more access.
CREATE FUNCTION require_second_factor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE revocations SET count = count + 1;
  PERFORM send_hint('r:' || u.id) FROM users u WHERE lacks_second_factor(u.role, u.two_factor_enabled);
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER require_second_factor AFTER UPDATE OF staff_second_factor ON desk_settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.staff_second_factor AND NOT OLD.staff_second_factor) EXECUTE FUNCTION require_second_factor();

-- Two admins may disable each other concurrently: the later one finds that no admin would remain. Service accounts do not count,
-- because nobody can sign in with them. The lock is the same as in people/lockPerson.ts.
CREATE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_staff_connection() THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(7270007);
  IF NOT EXISTS (SELECT 1 FROM users u WHERE u.role = 'admin' AND u.disabled_at IS NULL AND NOT u.is_service AND u.id <> NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'The last admin cannot be disabled or lose the role.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_an_admin BEFORE UPDATE OF role, disabled_at ON users FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.disabled_at IS NULL AND NOT OLD.is_service AND (NEW.role <> 'admin' OR NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION keep_an_admin();

-- A deleted person no longer participates in any ticket. Their participations are deleted by cascade, which runs as the
-- tables' owner, for whom row-level security shows no tickets: so the changes are published before, as the deleting user.
CREATE FUNCTION forget_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE support_tickets SET participant_ids = array_remove(participant_ids, OLD.id),
    shop_participant_ids = array_remove(shop_participant_ids, OLD.id)
  WHERE participant_ids @> ARRAY[OLD.id] AND requester_id <> OLD.id;
  RETURN OLD;
END $$;

CREATE TRIGGER forget_participant BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION forget_participant();

-- A new password ends every sign-in, also pending ones, and revokes every API token of the person, in the transaction that changes it.
CREATE FUNCTION end_sign_ins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sign_ins WHERE user_id = NEW.user_id;
  DELETE FROM verifications WHERE value = NEW.user_id::text OR strpos(value, '"userId":"' || NEW.user_id || '"') > 0;
  UPDATE api_tokens SET revoked_at = now() WHERE user_id = NEW.user_id AND revoked_at IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER end_sign_ins AFTER UPDATE OF password ON accounts FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION end_sign_ins();

-- ─── users ─────────────────────────────────────────────────────────────────

GRANT SELECT, UPDATE (name, role, expertise, disabled_at, updated_at, team, two_factor_enabled) ON users TO parley_staff;
GRANT SELECT ON users TO parley_requester;
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO parley_auth;
CREATE POLICY staff ON users FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY admins ON users FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin()))
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND (id <> (SELECT viewer_id()) OR (role = 'admin' AND disabled_at IS NULL)));
-- The people of the viewer's tickets and of their shops, and who asks to join these tickets: they have visible names. A function, so that the policy is not
-- a query within each query that shows a name: plans would take longer to start than to run (docs/decisions/093).
CREATE FUNCTION people_around_viewer() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY(
    SELECT unnest(t.participant_ids || t.former_ids) FROM support_tickets t
    -- Of shops, those who answer for them in tickets that the viewer sees.
    UNION SELECT m.user_id FROM shop_members m
      WHERE m.shop_id = ANY (ARRAY(SELECT t.seller_id FROM support_tickets t WHERE t.shop_access <> 'none') || viewer_shops())
    UNION SELECT r.requester_id FROM chat_requests r);
END $$;
CREATE POLICY requester_read ON users FOR SELECT TO parley_requester USING (
  id = (SELECT viewer_id())
  OR (role IN ('agent', 'admin') AND (SELECT viewer_role()) IN ('buyer', 'seller'))
  OR id = ANY ((SELECT people_around_viewer())::uuid[]));
CREATE POLICY auth ON users TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── sellers ───────────────────────────────────────────────────────────────

GRANT SELECT ON sellers TO parley_staff, parley_requester;
GRANT SELECT, INSERT, UPDATE (shop_name, owner_id) ON sellers TO parley_auth;
CREATE POLICY staff ON sellers FOR SELECT TO parley_staff USING (identified_as('staff'));
-- Shops are public: they are listed on the marketplace.
CREATE POLICY requester_read ON sellers FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
CREATE POLICY auth ON sellers TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── shop_members ──────────────────────────────────────────────────────────

-- Who answers for a shop is known to whoever writes with it; the API shows the list to its people and to staff.
GRANT SELECT ON shop_members TO parley_staff, parley_requester;
GRANT SELECT, INSERT, UPDATE ON shop_members TO parley_auth;
CREATE POLICY staff ON shop_members FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY requester_read ON shop_members FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
CREATE POLICY auth ON shop_members TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── external_shops ────────────────────────────────────────────────────────

GRANT SELECT, INSERT ON external_shops TO parley_auth;
CREATE POLICY auth ON external_shops TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── sign_ins ──────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_ins TO parley_auth;
CREATE POLICY auth ON sign_ins TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── accounts ──────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO parley_auth;
CREATE POLICY auth ON accounts TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── second_factors ────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factors TO parley_auth;
CREATE POLICY auth ON second_factors TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── passkeys ──────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO parley_auth;
CREATE POLICY auth ON passkeys TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── user_pictures ─────────────────────────────────────────────────────────

-- Who sees a person sees their picture. People change their own on the account page, which belongs to sign-in.
GRANT SELECT ON user_pictures TO parley_staff, parley_requester;
CREATE POLICY staff ON user_pictures FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY requester_read ON user_pictures FOR SELECT TO parley_requester USING (EXISTS (SELECT FROM users u WHERE u.id = user_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON user_pictures TO parley_auth;
CREATE POLICY auth ON user_pictures TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── sign_in_attempts ──────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempts TO parley_auth;
CREATE POLICY auth ON sign_in_attempts TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── handover_uses ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT ON handover_uses TO parley_auth;
CREATE POLICY auth ON handover_uses TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── rate_limits ───────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO parley_auth;
CREATE POLICY auth ON rate_limits TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- Takes tokens for several requests of one person, in their order: each takes its number of tokens from every bucket, or none. Returns how
-- many requests were granted, and for each bucket how long the next token takes, in milliseconds (0 or less: there is one now).
-- A bucket with all its tokens has no row, or one whose full_at is over. Callers name the buckets in the same order, so they cannot deadlock.
CREATE FUNCTION take_tokens(keys bytea[], token_ms float8[], bursts int[], requests int[], moment timestamptz,
  OUT granted int, OUT waits float8[]) LANGUAGE plpgsql AS $$
DECLARE
  -- Of one bucket, and of all: how many tokens are missing.
  absent float8;
  missing float8[];
  taken int := 0;
BEGIN
  FOR i IN 1 .. cardinality(keys) LOOP
    INSERT INTO rate_limits AS l (key, full_at) VALUES (keys[i], moment)
      ON CONFLICT (key) DO UPDATE SET full_at = greatest(l.full_at, moment)
      RETURNING extract(epoch FROM l.full_at - moment) * 1000 / token_ms[i] INTO absent;
    missing[i] := absent;
  END LOOP;
  granted := 0;
  WHILE granted < cardinality(requests)
    AND NOT EXISTS (SELECT FROM unnest(missing, bursts) b (gone, burst) WHERE b.gone + taken + requests[granted + 1] > b.burst + 0.001) LOOP
    taken := taken + requests[granted + 1];
    granted := granted + 1;
  END LOOP;
  FOR i IN 1 .. cardinality(keys) LOOP
    waits[i] := (missing[i] + taken + 1 - bursts[i]) * token_ms[i];
    IF taken > 0 THEN
      UPDATE rate_limits l SET full_at = l.full_at + taken * token_ms[i] * interval '1 ms' WHERE l.key = keys[i];
    END IF;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION take_tokens FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_tokens TO parley_auth;

-- ─── verifications ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON verifications TO parley_auth;
CREATE POLICY auth ON verifications TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── api_tokens ────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON api_tokens TO parley_auth;
CREATE POLICY auth ON api_tokens TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
-- Tokens are created and revoked by sign-in alone; operations list them, without their hashes.
GRANT SELECT (id, user_id, name, scopes, created_at, expires_at, last_used_at, revoked_at, created_by) ON api_tokens TO parley_staff, parley_requester;
CREATE POLICY staff_read ON api_tokens FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin())));
CREATE POLICY requester_read ON api_tokens FOR SELECT TO parley_requester
  USING ((SELECT viewer_role()) IN ('buyer', 'seller') AND user_id = (SELECT viewer_id()));

-- ─── desk_secrets ──────────────────────────────────────────────────────────

GRANT SELECT ON desk_secrets TO parley_auth;
CREATE POLICY auth ON desk_secrets FOR SELECT TO parley_auth USING (identified_as('auth'));

-- ─── revocations ───────────────────────────────────────────────────────────

GRANT SELECT, UPDATE ON revocations TO parley_staff, parley_auth;
GRANT SELECT, UPDATE (count) ON revocations TO parley_requester;
CREATE POLICY staff ON revocations TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY requester_read ON revocations FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
CREATE POLICY requester_raise ON revocations FOR UPDATE TO parley_requester
  USING ((SELECT viewer_role()) IN ('buyer', 'seller')) WITH CHECK (count > 0 AND (SELECT viewer_role()) IN ('buyer', 'seller'));
CREATE POLICY auth ON revocations TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── invitations ───────────────────────────────────────────────────────────

GRANT SELECT (id, email, name, role, shop_name, invited_by, created_at, expires_at, mailed_at, mail_problem, accepted_at, cancelled_at, user_id),
  INSERT (email, name, role, shop_name, token_hash, invited_by, expires_at), UPDATE (token_hash, invited_by, expires_at, mailed_at, mail_problem,
  cancelled_at) ON invitations TO parley_staff;
GRANT SELECT, UPDATE (accepted_at, user_id) ON invitations TO parley_auth;
CREATE POLICY admins ON invitations TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin()))
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND invited_by = (SELECT viewer_id()));
CREATE POLICY auth ON invitations TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── mail_outbox ───────────────────────────────────────────────────────────

GRANT SELECT (id, invitation_id), INSERT (id, invitation_id, user_id, kind, recipient, subject, body, html, headers), DELETE ON mail_outbox TO parley_staff;
GRANT INSERT (id, user_id, kind, recipient, subject, body, html, headers) ON mail_outbox TO parley_requester;
CREATE POLICY admins ON mail_outbox TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin()) AND invitation_id IS NOT NULL)
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND invitation_id IS NOT NULL);
-- A mail is written under its recipient's identity, so that it contains only what they may see, and goes to their own address.
CREATE POLICY staff_own ON mail_outbox FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND invitation_id IS NULL AND user_id = (SELECT viewer_id())
  AND recipient = (SELECT u.email FROM users u WHERE u.id = (SELECT viewer_id())));
-- A person whose second factor an admin has removed is told so.
CREATE POLICY admins_tell ON mail_outbox FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND (SELECT is_admin()) AND kind = 'second_factor_reset' AND invitation_id IS NULL
  AND recipient = (SELECT u.email FROM users u WHERE u.id = user_id));
CREATE POLICY requester_own ON mail_outbox FOR INSERT TO parley_requester WITH CHECK (
  invitation_id IS NULL AND user_id = (SELECT viewer_id()) AND recipient = (SELECT u.email FROM users u WHERE u.id = (SELECT viewer_id())));

-- ─── setup_links ───────────────────────────────────────────────────────────

GRANT SELECT, DELETE ON setup_links TO parley_auth;
CREATE POLICY auth ON setup_links TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
