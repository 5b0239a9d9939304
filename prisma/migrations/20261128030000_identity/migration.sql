-- The first admin's way in, what a new password ends, and whether a desk is in production.

-- ─── Setup links ─────────────────────────────────────────────────────────────
-- A desk without an admin who can sign in prints a link at each start. Any of those that have not expired makes the first
-- admin, once: using one removes all. Only the hash of a link's token is kept.

CREATE TABLE "setup_links" (
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "setup_links_pkey" PRIMARY KEY ("token_hash")
);
ALTER TABLE setup_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE setup_links FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON setup_links TO parley_maintenance;
CREATE POLICY maintenance ON setup_links TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));
GRANT SELECT, DELETE ON setup_links TO parley_auth;
CREATE POLICY auth ON setup_links TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── Production ──────────────────────────────────────────────────────────────
-- Since when real people use this desk: the first start with NODE_ENV=production. Nobody fills it with demo data from then on.

ALTER TABLE "desk_secrets" ADD COLUMN "production_since" TIMESTAMPTZ(6);

-- ─── A new password ──────────────────────────────────────────────────────────
-- Whoever knew the old one is out: every sign-in ends, and every API token is revoked, in the transaction that changes it
-- and whatever changes it. Their own triggers close the open sockets.

CREATE FUNCTION end_sign_ins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sign_ins WHERE user_id = NEW.user_id;
  UPDATE api_tokens SET revoked_at = now() WHERE user_id = NEW.user_id AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER end_sign_ins AFTER UPDATE OF password ON accounts FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION end_sign_ins();

-- ─── First visit ─────────────────────────────────────────────────────────────
-- Admins who look at a list of people see that somebody has come for the first time. Not every visit: those are many.

CREATE TRIGGER tell_of_first_visit AFTER UPDATE OF last_seen_at ON users FOR EACH ROW
  WHEN (OLD.last_seen_at IS NULL AND NEW.last_seen_at IS NOT NULL) EXECUTE FUNCTION tell_of_people();
