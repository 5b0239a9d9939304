-- ─── chat_requests ─────────────────────────────────────────────────────────

GRANT SELECT, UPDATE (ticket_id, ticket_number, status, decided_at, decided_by_id) ON chat_requests TO parley_staff;
GRANT SELECT, INSERT (id, requester_id, ticket_id, ticket_number, live), UPDATE (status, decided_at) ON chat_requests TO parley_requester;
CREATE POLICY staff_read ON chat_requests FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_decide ON chat_requests FOR UPDATE TO parley_staff USING (identified_as('staff') AND status = 'pending')
  WITH CHECK (identified_as('staff') AND status IN ('accepted', 'declined') AND decided_by_id = (SELECT viewer_id()));
-- Their own, and those about their tickets; the texts of requests are visible only to their requester and to staff.
CREATE POLICY requester_read ON chat_requests FOR SELECT TO parley_requester USING (
  requester_id = (SELECT viewer_id()) OR ticket_id = ANY (ARRAY(SELECT t.id FROM support_tickets t)));
CREATE POLICY requester_ask ON chat_requests FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND status = 'pending' AND decided_at IS NULL AND decided_by_id IS NULL
  AND live = (ticket_id IS NULL) AND (ticket_id IS NULL OR concerns_viewer(ticket_id)));
CREATE POLICY requester_cancel ON chat_requests FOR UPDATE TO parley_requester
  USING (requester_id = (SELECT viewer_id()) AND status = 'pending')
  WITH CHECK (requester_id = (SELECT viewer_id()) AND status = 'cancelled');

-- ─── chat_request_words ────────────────────────────────────────────────────

GRANT SELECT, UPDATE (note), DELETE ON chat_request_words TO parley_staff;
GRANT SELECT, INSERT (request_id, requester_id, reason), DELETE ON chat_request_words TO parley_requester;
CREATE POLICY staff_read ON chat_request_words FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_note ON chat_request_words FOR UPDATE TO parley_staff USING (identified_as('staff'))
  WITH CHECK (EXISTS (SELECT 1 FROM chat_requests r WHERE r.id = request_id AND r.decided_by_id = (SELECT viewer_id())));
CREATE POLICY admin_delete ON chat_request_words FOR DELETE TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));
CREATE POLICY requester_read ON chat_request_words FOR SELECT TO parley_requester USING (requester_id = (SELECT viewer_id()));
-- The first message of a live chat is a copy; its author can delete it.
CREATE POLICY requester_delete ON chat_request_words FOR DELETE TO parley_requester
  USING (requester_id = (SELECT viewer_id()) AND can_delete_own(request_id));
CREATE POLICY requester_ask ON chat_request_words FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND note IS NULL);
