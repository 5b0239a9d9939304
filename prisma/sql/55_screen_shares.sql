-- ─── screen_shares ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT (id, ticket_id, sharer_id), UPDATE (seen_at, ended_at) ON screen_shares TO parley_staff, parley_requester;
CREATE POLICY staff_read ON screen_shares FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_start ON screen_shares FOR INSERT TO parley_staff WITH CHECK (sharer_id = (SELECT viewer_id()));
CREATE POLICY staff_end ON screen_shares FOR UPDATE TO parley_staff
  USING (sharer_id = (SELECT viewer_id())) WITH CHECK (sharer_id = (SELECT viewer_id()));
CREATE POLICY desk_end ON screen_shares TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL) WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY requester_read ON screen_shares FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_start ON screen_shares FOR INSERT TO parley_requester WITH CHECK (
  sharer_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_end ON screen_shares FOR UPDATE TO parley_requester
  USING (sharer_id = (SELECT viewer_id())) WITH CHECK (sharer_id = (SELECT viewer_id()));

-- ─── screen_share_signals ──────────────────────────────────────────────────

GRANT SELECT, INSERT (share_id, from_id, to_id, signal), DELETE ON screen_share_signals TO parley_staff;
GRANT SELECT, INSERT (share_id, from_id, to_id, signal) ON screen_share_signals TO parley_requester;
GRANT USAGE, UPDATE ON SEQUENCE screen_share_signals_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_requester, parley_staff;
-- A signal is sent between the sharer and a staff member while the share is active, and only these two can read it.
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
CREATE POLICY requester_own ON screen_share_signals FOR SELECT TO parley_requester
  USING (to_id = (SELECT viewer_id()) OR from_id = (SELECT viewer_id()));
CREATE POLICY requester_signal ON screen_share_signals FOR INSERT TO parley_requester WITH CHECK (
  from_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM screen_shares s JOIN users u ON u.id = to_id
    WHERE s.id = share_id AND s.ended_at IS NULL AND s.sharer_id = from_id AND u.role IN ('agent', 'admin')));

-- ─── screen_share_asks ─────────────────────────────────────────────────────

GRANT SELECT, INSERT (ticket_id, asker_id, person_id), UPDATE (declined_at), DELETE ON screen_share_asks TO parley_staff;
GRANT SELECT, UPDATE (declined_at), DELETE ON screen_share_asks TO parley_requester;
CREATE POLICY staff_own ON screen_share_asks FOR SELECT TO parley_staff
  USING (asker_id = (SELECT viewer_id()) OR person_id = (SELECT viewer_id()));
CREATE POLICY staff_take_back ON screen_share_asks FOR DELETE TO parley_staff
  USING (asker_id = (SELECT viewer_id()) OR person_id = (SELECT viewer_id()));
CREATE POLICY staff_ask ON screen_share_asks FOR INSERT TO parley_staff WITH CHECK (
  asker_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND person_id = ANY (t.participant_ids)));
CREATE POLICY desk_read ON screen_share_asks FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_sweep ON screen_share_asks FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND asked_at < now() - interval '1 hour');
CREATE POLICY staff_decline ON screen_share_asks FOR UPDATE TO parley_staff
  USING (person_id = (SELECT viewer_id())) WITH CHECK (person_id = (SELECT viewer_id()));
CREATE POLICY requester_read ON screen_share_asks FOR SELECT TO parley_requester
  USING (person_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_answer ON screen_share_asks FOR DELETE TO parley_requester USING (person_id = (SELECT viewer_id()));
CREATE POLICY requester_decline ON screen_share_asks FOR UPDATE TO parley_requester
  USING (person_id = (SELECT viewer_id())) WITH CHECK (person_id = (SELECT viewer_id()));
