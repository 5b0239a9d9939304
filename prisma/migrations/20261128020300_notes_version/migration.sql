-- Private notes have a version of their own: the seq of the event that tells of their last change, 0 before the first. It
-- compares with a ticket's version, so that a reply is no conflict, and another's change of the notes is.
ALTER TABLE "ticket_notes" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "ticket_notes" ADD COLUMN "edited_by" UUID;
ALTER TABLE "ticket_notes" ADD COLUMN "edited_at" TIMESTAMPTZ(6);
ALTER TABLE "ticket_notes" ADD CONSTRAINT "ticket_notes_edited_by_fkey" FOREIGN KEY ("edited_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The owner obeys the policies too, and would see none of the rows.
ALTER TABLE ticket_notes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_events NO FORCE ROW LEVEL SECURITY;
UPDATE ticket_notes n SET version = e.seq, edited_by = e.actor_id, edited_at = e.at FROM (
  SELECT DISTINCT ON (ticket_id) ticket_id, seq, actor_id, at FROM ticket_events WHERE kind = 'notes_changed' ORDER BY ticket_id, seq DESC) e
WHERE e.ticket_id = n.ticket_id;
ALTER TABLE ticket_notes FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_events FORCE ROW LEVEL SECURITY;
