-- Watching a screen live: who shares theirs in which ticket, what sharer and watchers tell each other to connect, and who
-- was asked to share. The pictures themselves go from browser to browser.

CREATE TABLE "screen_shares" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ticket_id" UUID NOT NULL,
    "sharer_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "screen_shares_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "screen_shares_ticket_id_idx" ON "screen_shares"("ticket_id");
CREATE INDEX "screen_shares_ended_at_idx" ON "screen_shares"("ended_at");
-- One that runs, for each person.
CREATE UNIQUE INDEX "screen_shares_one_running" ON "screen_shares" ("sharer_id") WHERE ended_at IS NULL;
ALTER TABLE "screen_shares" ADD CONSTRAINT "screen_shares_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "screen_shares" ADD CONSTRAINT "screen_shares_sharer_id_fkey" FOREIGN KEY ("sharer_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "screen_share_signals" (
    "id" BIGSERIAL NOT NULL,
    "txid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "share_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "signal" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "screen_share_signals_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "screen_share_signals_share_id_to_id_txid_id_idx" ON "screen_share_signals"("share_id", "to_id", "txid", "id");
ALTER TABLE "screen_share_signals" ADD CONSTRAINT "screen_share_signals_share_id_fkey" FOREIGN KEY ("share_id") REFERENCES "screen_shares"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "screen_share_signals" ADD CONSTRAINT "screen_share_signals_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "screen_share_signals" ADD CONSTRAINT "screen_share_signals_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "screen_share_asks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ticket_id" UUID NOT NULL,
    "asker_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "screen_share_asks_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "screen_share_asks_person_id_idx" ON "screen_share_asks"("person_id");
CREATE INDEX "screen_share_asks_ticket_id_idx" ON "screen_share_asks"("ticket_id");
ALTER TABLE "screen_share_asks" ADD CONSTRAINT "screen_share_asks_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "screen_share_asks" ADD CONSTRAINT "screen_share_asks_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "screen_share_asks" ADD CONSTRAINT "screen_share_asks_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ─── What is told live ───────────────────────────────────────────────────────

CREATE FUNCTION tell_of_screen_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('screen_shares', NEW.id, NULL);
  PERFORM tell('screen_shares', NEW.id, NEW.sharer_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_screen_share AFTER INSERT ON screen_shares FOR EACH ROW EXECUTE FUNCTION tell_of_screen_share();
CREATE TRIGGER tell_of_ended_screen_share AFTER UPDATE OF ended_at ON screen_shares FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION tell_of_screen_share();

CREATE FUNCTION tell_of_signal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('screen_share_signals', NEW.share_id, NEW.to_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_signal AFTER INSERT ON screen_share_signals FOR EACH ROW EXECUTE FUNCTION tell_of_signal();

CREATE FUNCTION tell_of_ask() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('screen_share_asks', NEW.id, NEW.person_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_ask AFTER INSERT ON screen_share_asks FOR EACH ROW EXECUTE FUNCTION tell_of_ask();

-- ─── Who may see and write what ──────────────────────────────────────────────

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['screen_shares', 'screen_share_signals', 'screen_share_asks'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_maintenance', t);
    EXECUTE format('CREATE POLICY maintenance ON %I TO parley_maintenance USING (identified_as(''maintenance'')) WITH CHECK (identified_as(''maintenance''))', t);
  END LOOP;
END $$;
GRANT USAGE, UPDATE ON SEQUENCE screen_share_signals_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_staff, parley_requester;

-- Staff see all shares. The desk itself (staff without a viewer) ends those whose sharer has gone.
GRANT SELECT, UPDATE (seen_at, ended_at) ON screen_shares TO parley_staff;
GRANT INSERT (id, ticket_id, sharer_id) ON screen_shares TO parley_staff;
GRANT SELECT, DELETE ON screen_share_signals TO parley_staff;
GRANT INSERT (share_id, from_id, to_id, signal) ON screen_share_signals TO parley_staff;
GRANT SELECT, DELETE ON screen_share_asks TO parley_staff;
GRANT INSERT (ticket_id, asker_id, person_id) ON screen_share_asks TO parley_staff;

CREATE POLICY staff_read ON screen_shares FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_start ON screen_shares FOR INSERT TO parley_staff WITH CHECK (sharer_id = (SELECT viewer_id()));
CREATE POLICY staff_end ON screen_shares FOR UPDATE TO parley_staff
  USING (sharer_id = (SELECT viewer_id())) WITH CHECK (sharer_id = (SELECT viewer_id()));
CREATE POLICY desk_end ON screen_shares TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL) WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_end_share ON ticket_events FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND actor_id IS NULL AND kind = 'screen_share_ended');

-- A signal goes between the sharer and one of staff, while the share runs, and only the two of them can read it.
CREATE POLICY staff_own ON screen_share_signals FOR SELECT TO parley_staff
  USING (to_id = (SELECT viewer_id()) OR from_id = (SELECT viewer_id()));
CREATE POLICY staff_signal ON screen_share_signals FOR INSERT TO parley_staff WITH CHECK (
  from_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM screen_shares s JOIN users u ON u.id = to_id
    WHERE s.id = share_id AND s.ended_at IS NULL
      AND (s.sharer_id = to_id OR (s.sharer_id = from_id AND u.role IN ('agent', 'admin')))));
CREATE POLICY desk_read ON screen_share_signals FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_sweep ON screen_share_signals FOR DELETE TO parley_staff USING (
  identified_as('staff') AND (SELECT viewer_id()) IS NULL
  AND (at < now() - interval '5 minutes' OR EXISTS (SELECT 1 FROM screen_shares s WHERE s.id = share_id AND s.ended_at IS NOT NULL)));

CREATE POLICY staff_own ON screen_share_asks FOR SELECT TO parley_staff
  USING (asker_id = (SELECT viewer_id()) OR person_id = (SELECT viewer_id()));
CREATE POLICY staff_take_back ON screen_share_asks FOR DELETE TO parley_staff
  USING (asker_id = (SELECT viewer_id()) OR person_id = (SELECT viewer_id()));
CREATE POLICY staff_ask ON screen_share_asks FOR INSERT TO parley_staff WITH CHECK (
  asker_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND person_id = ANY (t.participant_ids)));
CREATE POLICY desk_read ON screen_share_asks FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_sweep ON screen_share_asks FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND asked_at < now() - interval '1 hour');

-- Buyers and sellers: the shares of their tickets, and their own part in them.
GRANT SELECT, UPDATE (seen_at, ended_at) ON screen_shares TO parley_requester;
GRANT INSERT (id, ticket_id, sharer_id) ON screen_shares TO parley_requester;
GRANT SELECT ON screen_share_signals TO parley_requester;
GRANT INSERT (share_id, from_id, to_id, signal) ON screen_share_signals TO parley_requester;
GRANT SELECT, DELETE ON screen_share_asks TO parley_requester;

CREATE POLICY requester_read ON screen_shares FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_start ON screen_shares FOR INSERT TO parley_requester WITH CHECK (
  sharer_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_end ON screen_shares FOR UPDATE TO parley_requester
  USING (sharer_id = (SELECT viewer_id())) WITH CHECK (sharer_id = (SELECT viewer_id()));
CREATE POLICY requester_own ON screen_share_signals FOR SELECT TO parley_requester
  USING (to_id = (SELECT viewer_id()) OR from_id = (SELECT viewer_id()));
CREATE POLICY requester_signal ON screen_share_signals FOR INSERT TO parley_requester WITH CHECK (
  from_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM screen_shares s JOIN users u ON u.id = to_id
    WHERE s.id = share_id AND s.ended_at IS NULL AND s.sharer_id = from_id AND u.role IN ('agent', 'admin')));
CREATE POLICY requester_read ON screen_share_asks FOR SELECT TO parley_requester
  USING (person_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_answer ON screen_share_asks FOR DELETE TO parley_requester USING (person_id = (SELECT viewer_id()));
