-- Asking to join a ticket, or for a live chat; being let in, and leaving again. docs/decisions has the reasons.

CREATE TYPE "request_status" AS ENUM ('pending', 'accepted', 'declined', 'cancelled');

CREATE TABLE "chat_requests" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "requester_id" UUID NOT NULL,
    "ticket_id" UUID,
    "ticket_number" TEXT,
    "live" BOOLEAN NOT NULL DEFAULT false,
    "status" "request_status" NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "decided_at" TIMESTAMPTZ(6),
    "decided_by_id" UUID,

    CONSTRAINT "chat_requests_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "chat_requests_status_created_at_id_idx" ON "chat_requests"("status", "created_at", "id");
CREATE INDEX "chat_requests_requester_id_created_at_idx" ON "chat_requests"("requester_id", "created_at");
CREATE INDEX "chat_requests_ticket_id_idx" ON "chat_requests"("ticket_id");
-- One that waits, for each person and ticket; and one for a live chat.
CREATE UNIQUE INDEX "chat_requests_one_pending" ON "chat_requests" ("requester_id", "ticket_id") NULLS NOT DISTINCT WHERE status = 'pending';
ALTER TABLE "chat_requests" ADD CONSTRAINT "chat_requests_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "chat_requests" ADD CONSTRAINT "chat_requests_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "chat_requests" ADD CONSTRAINT "chat_requests_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What asker and staff say to each other: a table of its own, so that the row that the others of the ticket see holds none of it.
CREATE TABLE "chat_request_words" (
    "request_id" UUID NOT NULL,
    "requester_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "chat_request_words_pkey" PRIMARY KEY ("request_id")
);
CREATE INDEX "chat_request_words_requester_id_idx" ON "chat_request_words"("requester_id");
ALTER TABLE "chat_request_words" ADD CONSTRAINT "chat_request_words_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "chat_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "chat_request_words" ADD CONSTRAINT "chat_request_words_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- All that a shop's owner may know of the tickets about it: their numbers, and since when.
CREATE TABLE "shop_tickets" (
    "ticket_id" UUID NOT NULL,
    "ticket_number" TEXT NOT NULL,
    "seller_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shop_tickets_pkey" PRIMARY KEY ("ticket_id")
);
CREATE UNIQUE INDEX "shop_tickets_ticket_number_key" ON "shop_tickets"("ticket_number");
CREATE INDEX "shop_tickets_seller_id_created_at_idx" ON "shop_tickets"("seller_id", "created_at");
ALTER TABLE "shop_tickets" ADD CONSTRAINT "shop_tickets_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shop_tickets" ADD CONSTRAINT "shop_tickets_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who took part once: the others still read what they wrote, and go on seeing their names.
ALTER TABLE "support_tickets" ADD COLUMN "former_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];

-- Those who are on record already. The owner obeys the policies too, and would see none of them.
ALTER TABLE support_tickets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_participants NO FORCE ROW LEVEL SECURITY;
INSERT INTO shop_tickets SELECT id, ticket_number, seller_id, created_at FROM support_tickets WHERE seller_id IS NOT NULL;
UPDATE support_tickets t SET former_ids = gone.ids FROM (
  SELECT p.ticket_id, array_agg(p.user_id ORDER BY p.joined_at) AS ids FROM ticket_participants p WHERE p.left_at IS NOT NULL GROUP BY 1) gone
WHERE gone.ticket_id = t.id;
ALTER TABLE support_tickets FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_participants FORCE ROW LEVEL SECURITY;

-- ─── What is kept in step ────────────────────────────────────────────────────

CREATE FUNCTION keep_shop_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM shop_tickets WHERE ticket_id = NEW.id;
  END IF;
  IF NEW.seller_id IS NOT NULL THEN
    INSERT INTO shop_tickets VALUES (NEW.id, NEW.ticket_number, NEW.seller_id, NEW.created_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER shop_ticket_opened AFTER INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.seller_id IS NOT NULL) EXECUTE FUNCTION keep_shop_ticket();
CREATE TRIGGER shop_ticket_moved AFTER UPDATE OF seller_id ON support_tickets FOR EACH ROW
  WHEN (OLD.seller_id IS DISTINCT FROM NEW.seller_id) EXECUTE FUNCTION keep_shop_ticket();

CREATE OR REPLACE FUNCTION keep_participant_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Who leaves by themselves sees nobody else's part in it, and takes out themselves alone.
  IF current_user = 'parley_requester' THEN
    UPDATE support_tickets
    SET participant_ids = array_remove(participant_ids, NEW.user_id), former_ids = array_append(former_ids, NEW.user_id)
    WHERE id = NEW.ticket_id;
    RETURN NULL;
  END IF;
  UPDATE support_tickets t
  SET participant_ids = ARRAY[t.requester_id] || ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    former_ids = ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NOT NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at)
  WHERE t.id = coalesce(NEW.ticket_id, OLD.ticket_id);
  RETURN NULL;
END $$;

CREATE FUNCTION guard_participant_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'parley_requester' AND (OLD.requester_id = viewer_id()
    OR NEW.participant_ids IS DISTINCT FROM array_remove(OLD.participant_ids, viewer_id())
    OR NEW.former_ids IS DISTINCT FROM array_append(OLD.former_ids, viewer_id())) THEN
    RAISE insufficient_privilege USING MESSAGE = 'A participant takes out nobody but themselves.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_participant_ids BEFORE UPDATE OF participant_ids, former_ids ON support_tickets FOR EACH ROW
  WHEN ((OLD.participant_ids, OLD.former_ids) IS DISTINCT FROM (NEW.participant_ids, NEW.former_ids))
  EXECUTE FUNCTION guard_participant_ids();

CREATE FUNCTION tell_of_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('chat_requests', NEW.id, NULL);
  PERFORM tell('chat_requests', NEW.id, NEW.requester_id);
  RETURN NULL;
END $$;

CREATE TRIGGER tell_of_request AFTER INSERT OR UPDATE ON chat_requests FOR EACH ROW EXECUTE FUNCTION tell_of_request();

CREATE FUNCTION tell_of_participation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('participation', NEW.ticket_id, NEW.user_id);
  RETURN NULL;
END $$;

CREATE TRIGGER tell_of_joining AFTER INSERT ON ticket_participants FOR EACH ROW EXECUTE FUNCTION tell_of_participation();
CREATE TRIGGER tell_of_leaving AFTER UPDATE OF left_at ON ticket_participants FOR EACH ROW
  WHEN (OLD.left_at IS DISTINCT FROM NEW.left_at) EXECUTE FUNCTION tell_of_participation();

-- ─── Who may see and write what ──────────────────────────────────────────────

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['chat_requests', 'chat_request_words', 'shop_tickets'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_maintenance', t);
    EXECUTE format('CREATE POLICY maintenance ON %I TO parley_maintenance USING (identified_as(''maintenance'')) WITH CHECK (identified_as(''maintenance''))', t);
  END LOOP;
END $$;

-- The door: a ticket that the viewer asks to join, or is about to leave, is not theirs to see, yet what they do is part of
-- its log. The server names the ticket for the one statement that writes it (requests/door.ts); a stranger's stays shut.
CREATE FUNCTION at_door() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.door', true), '')::uuid;

-- A ticket concerns whom it is about (their shop), and who took part in it once. A function, not a condition in the
-- policies: those of support_tickets and of what is asked here would ask each other without end.
CREATE FUNCTION concerns_viewer(ticket uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN ticket IS NOT NULL AND (EXISTS (SELECT 1 FROM shop_tickets s WHERE s.ticket_id = ticket)
    OR EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = ticket AND p.user_id = viewer_id()));
END $$;

-- Staff.
GRANT SELECT ON chat_requests, chat_request_words, shop_tickets TO parley_staff;
GRANT UPDATE (ticket_id, ticket_number, status, decided_at, decided_by_id) ON chat_requests TO parley_staff;
GRANT UPDATE (note) ON chat_request_words TO parley_staff;
GRANT INSERT, DELETE ON shop_tickets TO parley_staff;

CREATE POLICY staff_read ON chat_requests FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_decide ON chat_requests FOR UPDATE TO parley_staff USING (identified_as('staff') AND status = 'pending')
  WITH CHECK (identified_as('staff') AND status IN ('accepted', 'declined') AND decided_by_id = (SELECT viewer_id()));
CREATE POLICY staff_read ON chat_request_words FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_note ON chat_request_words FOR UPDATE TO parley_staff USING (identified_as('staff'))
  WITH CHECK (EXISTS (SELECT 1 FROM chat_requests r WHERE r.id = request_id AND r.decided_by_id = (SELECT viewer_id())));
CREATE POLICY staff ON shop_tickets TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));

-- Whoever accepts a live chat opens a ticket that begins with what was asked, word for word and in the asker's name.
CREATE POLICY staff_open ON ticket_messages FOR INSERT TO parley_staff WITH CHECK (
  audience = 'participants' AND EXISTS (
    SELECT 1 FROM chat_requests r JOIN chat_request_words w ON w.request_id = r.id JOIN users u ON u.id = r.requester_id
    WHERE r.live AND r.id = ticket_messages.id AND r.ticket_id = ticket_messages.ticket_id AND r.decided_by_id = (SELECT viewer_id())
      AND r.requester_id = author_id AND u.role::text = sender_type::text AND w.reason = body));
CREATE POLICY staff_open ON ticket_events FOR INSERT TO parley_staff WITH CHECK (
  kind = 'message_added' AND audience = 'participants' AND EXISTS (
    SELECT 1 FROM chat_requests r WHERE r.live AND r.id = message_id AND r.ticket_id = ticket_events.ticket_id
      AND r.requester_id = actor_id AND r.decided_by_id = (SELECT viewer_id())));
-- Whoever is let in has not missed what they may not see, and has read what they asked.
CREATE POLICY staff_admit ON read_markers FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND (
  EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = read_markers.ticket_id AND p.user_id = read_markers.user_id)
  OR EXISTS (SELECT 1 FROM chat_requests r WHERE r.live AND r.ticket_id = read_markers.ticket_id AND r.requester_id = read_markers.user_id)));
CREATE POLICY staff_readmit ON read_markers FOR UPDATE TO parley_staff
  USING (identified_as('staff')
    AND EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = read_markers.ticket_id AND p.user_id = read_markers.user_id))
  WITH CHECK (identified_as('staff')
    AND EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = read_markers.ticket_id AND p.user_id = read_markers.user_id));

-- Buyers and sellers.
GRANT SELECT ON chat_requests, chat_request_words, shop_tickets TO parley_requester;
GRANT INSERT (id, requester_id, ticket_id, ticket_number, live) ON chat_requests TO parley_requester;
GRANT UPDATE (status, decided_at) ON chat_requests TO parley_requester;
GRANT INSERT (request_id, requester_id, reason) ON chat_request_words TO parley_requester;
GRANT INSERT ON shop_tickets TO parley_requester;
GRANT UPDATE (left_at) ON ticket_participants TO parley_requester;
GRANT UPDATE (participant_ids, former_ids) ON support_tickets TO parley_requester;
GRANT UPDATE (count) ON revocations TO parley_requester;

-- Their own, and those about their tickets; what was said in them is for the asker and the staff.
CREATE POLICY requester_read ON chat_requests FOR SELECT TO parley_requester USING (
  requester_id = (SELECT viewer_id()) OR ticket_id = ANY (ARRAY(SELECT t.id FROM support_tickets t)));
CREATE POLICY requester_ask ON chat_requests FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND status = 'pending' AND decided_at IS NULL AND decided_by_id IS NULL
  AND live = (ticket_id IS NULL) AND (ticket_id IS NULL OR concerns_viewer(ticket_id)));
CREATE POLICY requester_cancel ON chat_requests FOR UPDATE TO parley_requester
  USING (requester_id = (SELECT viewer_id()) AND status = 'pending')
  WITH CHECK (requester_id = (SELECT viewer_id()) AND status = 'cancelled');
CREATE POLICY requester_read ON chat_request_words FOR SELECT TO parley_requester USING (requester_id = (SELECT viewer_id()));
CREATE POLICY requester_ask ON chat_request_words FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND note IS NULL);

CREATE POLICY requester_read ON shop_tickets FOR SELECT TO parley_requester USING (
  seller_id = ANY (ARRAY(SELECT s.id FROM sellers s WHERE s.owner_id = (SELECT viewer_id()))));
CREATE POLICY requester_file ON shop_tickets FOR INSERT TO parley_requester WITH CHECK (
  EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND t.requester_id = (SELECT viewer_id()) AND t.seller_id = shop_tickets.seller_id));

CREATE POLICY requester_door ON support_tickets FOR SELECT TO parley_requester USING (
  id = (SELECT at_door()) AND (SELECT concerns_viewer((SELECT at_door()))));
CREATE POLICY requester_door_change ON support_tickets FOR UPDATE TO parley_requester
  USING (id = (SELECT at_door()) AND (SELECT concerns_viewer((SELECT at_door()))))
  WITH CHECK (id = (SELECT at_door()) AND requester_id = participant_ids[1]);

CREATE POLICY requester_leave ON ticket_participants FOR UPDATE TO parley_requester
  USING (user_id = (SELECT viewer_id()) AND left_at IS NULL) WITH CHECK (user_id = (SELECT viewer_id()) AND left_at IS NOT NULL);
CREATE POLICY requester_raise ON revocations FOR UPDATE TO parley_requester
  USING ((SELECT viewer_role()) IN ('buyer', 'seller')) WITH CHECK (count > 0 AND (SELECT viewer_role()) IN ('buyer', 'seller'));

-- Who took part in a ticket of theirs, or asked to, has a name.
ALTER POLICY requester_read ON users USING (
  id = (SELECT viewer_id())
  OR (role IN ('agent', 'admin') AND (SELECT viewer_role()) IN ('buyer', 'seller'))
  OR id = ANY (ARRAY(SELECT unnest(t.participant_ids || t.former_ids) FROM support_tickets t)));
CREATE POLICY requester_asked ON users FOR SELECT TO parley_requester USING (
  id = ANY (ARRAY(SELECT r.requester_id FROM chat_requests r)));
