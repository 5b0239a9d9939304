-- People are invited, and admins run who is what: invitations, the changes that admins make to people, and the word of it.

CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "user_role" NOT NULL,
    "shop_name" TEXT,
    "token_hash" BYTEA NOT NULL,
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "mailed_at" TIMESTAMPTZ(6),
    "mail_problem" TEXT,
    "accepted_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "user_id" UUID,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE INDEX "invitations_created_at_id_idx" ON "invitations"("created_at" DESC, "id" DESC);
-- One that is pending for each address, whoever invites at the same moment.
CREATE UNIQUE INDEX "invitations_pending_email" ON "invitations"("email") WHERE accepted_at IS NULL AND cancelled_at IS NULL;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "users" ADD COLUMN "team" TEXT;
ALTER TABLE "users" ADD CONSTRAINT "users_team_fkey" FOREIGN KEY ("team") REFERENCES "teams"("name") ON DELETE SET NULL ON UPDATE CASCADE;

-- Lists by name, by role and name, and words within names and addresses.
CREATE INDEX "users_name_id_idx" ON "users"("name", "id");
CREATE INDEX "users_role_name_id_idx" ON "users"("role", "name", "id");
CREATE INDEX "users_name_idx" ON "users" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "users_email_idx" ON "users" USING GIN ("email" gin_trgm_ops);
CREATE INDEX "sellers_shop_name_id_idx" ON "sellers"("shop_name", "id");
CREATE INDEX "sellers_shop_name_idx" ON "sellers" USING GIN ("shop_name" gin_trgm_ops);
-- Which shops wait for an answer.
CREATE INDEX "support_tickets_waiting_seller" ON "support_tickets"("seller_id") WHERE waiting_on = 'staff' AND seller_id IS NOT NULL;

-- ─── Who may ─────────────────────────────────────────────────────────────────
-- Only admins know whom they have invited. The hash of a link's token is written by staff and read by sign-in alone.

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO parley_maintenance;
CREATE POLICY maintenance ON invitations TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));

GRANT SELECT (id, email, name, role, shop_name, invited_by, created_at, expires_at, mailed_at, mail_problem, accepted_at, cancelled_at, user_id),
  INSERT (email, name, role, shop_name, token_hash, invited_by, expires_at),
  UPDATE (token_hash, invited_by, expires_at, mailed_at, mail_problem, cancelled_at) ON invitations TO parley_staff;
CREATE POLICY admins ON invitations TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin()))
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND invited_by = (SELECT viewer_id()));

-- Accepting makes the person, the way to sign in and the shop: sign-in's own business.
GRANT SELECT ON invitations TO parley_auth;
GRANT UPDATE (accepted_at, user_id) ON invitations TO parley_auth;
CREATE POLICY auth ON invitations TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
GRANT INSERT ON sellers TO parley_auth;
CREATE POLICY auth_open ON sellers FOR INSERT TO parley_auth WITH CHECK (identified_as('auth'));

-- Admins change people, and stay enabled admins themselves.
GRANT UPDATE (name, role, disabled_at, expertise, team, updated_at) ON users TO parley_staff;
CREATE POLICY admins ON users FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin()))
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND (id <> (SELECT viewer_id()) OR (role = 'admin' AND disabled_at IS NULL)));

-- Two admins may disable each other at the same moment: the later one finds that it would leave nobody. The lock is the
-- one that people/lockPerson.ts takes.
CREATE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_staff' THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(7270007);
  IF NOT EXISTS (SELECT 1 FROM users u WHERE u.role = 'admin' AND u.disabled_at IS NULL AND u.id <> NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'The last admin stays.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_an_admin BEFORE UPDATE OF role, disabled_at ON users FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.disabled_at IS NULL AND (NEW.role <> 'admin' OR NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION keep_an_admin();

-- ─── The word of it ──────────────────────────────────────────────────────────
-- Told to staff under the topic `people`; imports and seeds bring people by the thousand, and tell nobody.

CREATE FUNCTION tell_of_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_maintenance' THEN
    PERFORM tell('people', CASE WHEN TG_TABLE_NAME = 'sellers' THEN (to_jsonb(NEW) ->> 'owner_id')::uuid ELSE NEW.id END, NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_people AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION tell_of_people();
-- Not of who was here when: that changes all the time.
CREATE TRIGGER tell_of_changed_people AFTER UPDATE OF name, email, role, disabled_at, expertise, team, avatar_url ON users FOR EACH ROW
  WHEN ((OLD.name, OLD.email, OLD.role, OLD.disabled_at, OLD.expertise, OLD.team, OLD.avatar_url)
    IS DISTINCT FROM (NEW.name, NEW.email, NEW.role, NEW.disabled_at, NEW.expertise, NEW.team, NEW.avatar_url))
  EXECUTE FUNCTION tell_of_people();
CREATE TRIGGER tell_of_people AFTER INSERT OR UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION tell_of_people();
CREATE TRIGGER tell_of_people AFTER INSERT OR UPDATE ON sellers FOR EACH ROW EXECUTE FUNCTION tell_of_people();
