-- The staff's desk: views that people keep, what the desk sets for everybody, claims that run out, and changes of more
-- tickets than one request can hold.

-- ─── Claims ──────────────────────────────────────────────────────────────────
-- Since when somebody has had a ticket that they took themselves; null for one that was given to them. Only a claim runs
-- out when its owner stays away.
ALTER TABLE "support_tickets" ADD COLUMN "claimed_at" TIMESTAMPTZ(6);

-- Few at any time: what the sweep looks at, and nothing that other writes keep up.
CREATE INDEX support_tickets_claimed ON support_tickets (claimed_at) WHERE claimed_at IS NOT NULL;

-- ─── The desk's settings ─────────────────────────────────────────────────────

CREATE TABLE "desk_settings" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "claim_kept_minutes" INTEGER DEFAULT 30,

    CONSTRAINT "desk_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "desk_settings_one_row" CHECK ("id"),
    CONSTRAINT "desk_settings_claim_kept" CHECK ("claim_kept_minutes" BETWEEN 1 AND 10080)
);
INSERT INTO desk_settings DEFAULT VALUES;

-- ─── Saved views ─────────────────────────────────────────────────────────────

CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "filter" JSONB NOT NULL,
    "sort_field" TEXT NOT NULL DEFAULT 'UPDATED_AT',
    "sort_direction" TEXT NOT NULL DEFAULT 'DESC',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "saved_views_owner_id_idx" ON "saved_views"("owner_id");
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ─── Batches: changes of very many tickets ───────────────────────────────────

CREATE TYPE "batch_state" AS ENUM ('running', 'done', 'cancelled', 'undoing', 'undone');
CREATE TYPE "batch_item_state" AS ENUM ('pending', 'changed', 'unchanged', 'failed', 'restored', 'conflict');

CREATE TABLE "batch_jobs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID NOT NULL,
    "changes" JSONB NOT NULL,
    "state" "batch_state" NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL DEFAULT 0,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "conflicts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "batch_jobs_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "batch_jobs_owner_id_idx" ON "batch_jobs"("owner_id");
CREATE INDEX "batch_jobs_state_idx" ON "batch_jobs"("state");
ALTER TABLE "batch_jobs" ADD CONSTRAINT "batch_jobs_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One ticket of a batch: what it was before, what the batch made of it, and what went wrong.
CREATE TABLE "batch_items" (
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "owner_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "state" "batch_item_state" NOT NULL DEFAULT 'pending',
    "before" JSONB,
    "after" JSONB,
    "problem" TEXT,

    CONSTRAINT "batch_items_pkey" PRIMARY KEY ("job_id", "position")
);
CREATE INDEX "batch_items_job_id_state_position_idx" ON "batch_items"("job_id", "state", "position");
CREATE INDEX "batch_items_ticket_id_idx" ON "batch_items"("ticket_id");
ALTER TABLE "batch_items" ADD CONSTRAINT "batch_items_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "batch_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "batch_items" ADD CONSTRAINT "batch_items_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION tell_of_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('batch_jobs', NEW.id, NEW.owner_id);
  RETURN NULL;
END $$;

CREATE TRIGGER tell_of_batch AFTER INSERT OR UPDATE ON batch_jobs FOR EACH ROW EXECUTE FUNCTION tell_of_batch();

-- ─── Events that are counted already ─────────────────────────────────────────
-- A change of many tickets raises their counters in the statement that changes them, and brings the seqs along: one update
-- of a row instead of one more for each event. The database does not take its word for it: the counters must have been
-- raised, and nothing may be missing before the event. A double is refused by the unique index.

CREATE FUNCTION accept_counted_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'parley_maintenance' THEN
    RETURN NEW;
  END IF;
  PERFORM FROM support_tickets t
  WHERE t.id = NEW.ticket_id AND NEW.seq <= t.last_seq AND NEW.public_seq <= t.public_seq AND NEW.audience = 'participants'
    AND NEW.kind <> 'message_added' AND NEW.message_count = t.message_count AND NEW.public_message_count = t.public_message_count
    AND EXISTS (SELECT FROM ticket_events e WHERE e.ticket_id = NEW.ticket_id AND e.seq = NEW.seq - 1);
  IF NOT FOUND THEN
    RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
  END IF;
  PERFORM pg_notify('parley', 't:' || NEW.ticket_id);
  RETURN NEW;
END $$;

DROP TRIGGER append_event ON ticket_events;
CREATE TRIGGER append_event BEFORE INSERT ON ticket_events FOR EACH ROW WHEN (NEW.seq = 0) EXECUTE FUNCTION append_event();
-- Triggers fire by name: this one looks first, at what the event came with.
CREATE TRIGGER accept_counted_event BEFORE INSERT ON ticket_events FOR EACH ROW WHEN (NEW.seq <> 0) EXECUTE FUNCTION accept_counted_event();

-- ─── Who may ─────────────────────────────────────────────────────────────────

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['desk_settings', 'saved_views', 'batch_jobs', 'batch_items'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_maintenance', t);
    EXECUTE format('CREATE POLICY maintenance ON %I TO parley_maintenance USING (identified_as(''maintenance'')) WITH CHECK (identified_as(''maintenance''))', t);
  END LOOP;
END $$;

GRANT SELECT ON desk_settings, saved_views, batch_jobs, batch_items TO parley_staff;
GRANT INSERT ON saved_views, batch_jobs, batch_items, teams TO parley_staff;
GRANT UPDATE ON desk_settings TO parley_staff;
GRANT UPDATE (name, shared, filter, sort_field, sort_direction) ON saved_views TO parley_staff;
GRANT UPDATE (state, total, processed, changed, failed, restored, conflicts, ended_at) ON batch_jobs TO parley_staff;
GRANT UPDATE (state, before, after, problem) ON batch_items TO parley_staff;
GRANT DELETE ON saved_views, batch_jobs TO parley_staff;

CREATE POLICY staff_read ON desk_settings FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY admin_write ON desk_settings FOR UPDATE TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));
CREATE POLICY admin_add ON teams FOR INSERT TO parley_staff WITH CHECK ((SELECT is_admin()));

CREATE POLICY staff_read ON saved_views FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (shared OR owner_id = (SELECT viewer_id())));
CREATE POLICY staff_own ON saved_views FOR INSERT TO parley_staff WITH CHECK (owner_id = (SELECT viewer_id()) AND (SELECT is_staff()));
CREATE POLICY staff_change ON saved_views FOR UPDATE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) OR (shared AND (SELECT is_admin())))
  WITH CHECK (owner_id = (SELECT viewer_id()) OR (shared AND (SELECT is_admin())));
CREATE POLICY staff_remove ON saved_views FOR DELETE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) OR (shared AND (SELECT is_admin())));

CREATE POLICY staff_own ON batch_jobs TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND (SELECT is_staff())) WITH CHECK (owner_id = (SELECT viewer_id()) AND (SELECT is_staff()));
CREATE POLICY staff_own ON batch_items TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND (SELECT is_staff())) WITH CHECK (owner_id = (SELECT viewer_id()) AND (SELECT is_staff()));

-- The desk itself: what a node does of its own accord, as staff without being one of them. A request always has a viewer,
-- so none can act under this identity. It sees whose batches wait, ends those whose owner is not of staff any more, and
-- writes facts that nobody did.
CREATE POLICY desk_read ON batch_jobs FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_end ON batch_jobs FOR UPDATE TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL)
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND state = 'cancelled');
CREATE POLICY desk_forget ON batch_jobs FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND ended_at < now() - interval '7 days');
CREATE POLICY desk_append ON ticket_events FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND actor_id IS NULL AND kind IN ('unclaimed', 'status_changed'));
