-- What changed besides tickets, so that every node can tell whoever follows it: notifications, chat requests, screen shares.
-- A row names a thing, not what it became: a feed reads the thing again, under the reader's identity. Rows are of use for
-- as long as a hint may be lost, and are swept away after an hour.

CREATE TABLE "live_changes" (
    "id" BIGSERIAL NOT NULL,
    "txid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "topic" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "user_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "live_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "live_changes_txid_id_idx" ON "live_changes"("txid", "id");

-- Says that a thing changed, to one person, or (with null) to all staff. Called by the triggers of what is followed.
CREATE FUNCTION tell(topic text, subject uuid, person uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO live_changes (topic, subject_id, user_id) VALUES (topic, subject, person);
  SELECT pg_notify('parley', 'c:' || topic || ':' || coalesce(person::text, 'staff'));
$$;

ALTER TABLE live_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_changes FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON live_changes TO parley_maintenance;
GRANT USAGE, UPDATE ON SEQUENCE live_changes_id_seq TO parley_maintenance;
CREATE POLICY maintenance ON live_changes TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));

GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_staff, parley_requester, parley_auth;
GRANT SELECT, INSERT, DELETE ON live_changes TO parley_staff;
GRANT SELECT, INSERT ON live_changes TO parley_requester;
GRANT INSERT ON live_changes TO parley_auth;
-- Staff read all of it: a node's tick does, as the staff it serves. Whoever changes something tells others of it.
CREATE POLICY staff_read ON live_changes FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_tell ON live_changes FOR INSERT TO parley_staff WITH CHECK (identified_as('staff'));
CREATE POLICY staff_sweep ON live_changes FOR DELETE TO parley_staff USING (identified_as('staff') AND at < now() - interval '1 hour');
CREATE POLICY requester_read ON live_changes FOR SELECT TO parley_requester USING (user_id = (SELECT viewer_id()));
CREATE POLICY requester_tell ON live_changes FOR INSERT TO parley_requester WITH CHECK ((SELECT viewer_id()) IS NOT NULL);
CREATE POLICY auth_tell ON live_changes FOR INSERT TO parley_auth WITH CHECK (identified_as('auth'));
