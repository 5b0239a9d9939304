-- Mails that were received. The server stores and processes them as maintenance (05_every_table.sql); people only read.

-- ─── inbound_mails ───────────────────────────────────────────────────────────

-- Staff read which message a mail became, until the message is deleted. Admins also read the mails that became none.
GRANT SELECT ON inbound_mails TO parley_staff;
CREATE POLICY staff_read ON inbound_mails FOR SELECT TO parley_staff USING (
  identified_as('staff') AND CASE WHEN message_id IS NULL THEN (SELECT is_admin())
    ELSE EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.deleted_at IS NULL) END);

-- Requesters see that a message was sent by email, and nothing else of the mail.
GRANT SELECT (message_id) ON inbound_mails TO parley_requester;
CREATE POLICY requester_read ON inbound_mails FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id));
