-- Who may see and write what. Every table has row-level security ENABLED and FORCED (its owner obeys too), and every
-- policy has a USING and a WITH CHECK where its command takes one. The server's roles own nothing:
--   parley_requester   buyers and sellers: policies start from the person
--   parley_staff       agents and admins: see the whole desk, write as themselves
--   parley_auth        sign-in: its own tables and the people
--   parley_maintenance imports and seeds, started by hand, never by a request
-- `(select viewer_id())` makes PostgreSQL ask once a query rather than once a row.

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['users', 'sellers', 'sign_ins', 'accounts', 'verifications', 'api_tokens', 'desk_secrets', 'revocations',
    'teams', 'support_tickets', 'ticket_notes', 'ticket_participants', 'ticket_stars', 'read_markers', 'ticket_messages', 'ticket_events']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO parley_maintenance', t);
    EXECUTE format('CREATE POLICY maintenance ON %I TO parley_maintenance USING (identified_as(''maintenance'')) WITH CHECK (identified_as(''maintenance''))', t);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO parley_requester, parley_staff, parley_auth, parley_maintenance;
GRANT USAGE ON SEQUENCE ticket_number_seq, ticket_events_id_seq TO parley_requester, parley_staff, parley_maintenance;
GRANT UPDATE ON SEQUENCE ticket_number_seq, ticket_events_id_seq TO parley_maintenance;

-- ─── Sign-in ─────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON users, sign_ins, accounts, verifications, api_tokens TO parley_auth;
GRANT SELECT ON desk_secrets, sellers TO parley_auth;
GRANT SELECT, UPDATE ON revocations TO parley_auth;
CREATE POLICY auth ON users TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
CREATE POLICY auth ON sign_ins TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
CREATE POLICY auth ON accounts TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
CREATE POLICY auth ON verifications TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
CREATE POLICY auth ON api_tokens TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));
CREATE POLICY auth ON desk_secrets FOR SELECT TO parley_auth USING (identified_as('auth'));
CREATE POLICY auth ON sellers FOR SELECT TO parley_auth USING (identified_as('auth'));
CREATE POLICY auth ON revocations TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── Staff ───────────────────────────────────────────────────────────────────

GRANT SELECT ON users, sellers, teams, revocations, support_tickets, ticket_notes, ticket_participants, ticket_stars,
  read_markers, ticket_messages, ticket_events TO parley_staff;
GRANT INSERT ON support_tickets, ticket_notes, ticket_participants, ticket_stars, read_markers, ticket_messages, ticket_events TO parley_staff;
GRANT UPDATE ON support_tickets, ticket_notes, ticket_participants, read_markers, revocations TO parley_staff;
GRANT UPDATE (body, edited_at, deleted_at) ON ticket_messages TO parley_staff;
GRANT DELETE ON ticket_stars TO parley_staff;

CREATE POLICY staff ON users FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff ON sellers FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff ON teams FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff ON revocations TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY staff ON support_tickets TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY staff ON ticket_notes TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY staff ON ticket_participants TO parley_staff USING (identified_as('staff')) WITH CHECK (identified_as('staff'));
CREATE POLICY staff_own ON ticket_stars TO parley_staff USING (user_id = (SELECT viewer_id())) WITH CHECK (user_id = (SELECT viewer_id()));
CREATE POLICY staff_own ON read_markers TO parley_staff USING (user_id = (SELECT viewer_id())) WITH CHECK (user_id = (SELECT viewer_id()));
-- Read markers of others are how "read by" is known.
CREATE POLICY staff_read ON read_markers FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_read ON ticket_messages FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_write ON ticket_messages FOR INSERT TO parley_staff
  WITH CHECK (author_id = (SELECT viewer_id()) AND sender_type::text = (SELECT viewer_role()));
CREATE POLICY staff_edit ON ticket_messages FOR UPDATE TO parley_staff
  USING (author_id = (SELECT viewer_id()) OR (SELECT is_admin())) WITH CHECK (author_id = (SELECT viewer_id()) OR (SELECT is_admin()));
CREATE POLICY staff_read ON ticket_events FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_append ON ticket_events FOR INSERT TO parley_staff WITH CHECK (actor_id = (SELECT viewer_id()) AND (SELECT is_staff()));

-- ─── Requesters: buyers and sellers ──────────────────────────────────────────

GRANT SELECT ON users, sellers, teams, revocations, support_tickets, ticket_participants, ticket_stars,
  ticket_messages, ticket_events TO parley_requester;
GRANT SELECT (user_id, ticket_id, public_seq, public_message_count) ON read_markers TO parley_requester;
GRANT INSERT (id, subject, priority, ticket_type, tags, requester_id, requester_role, seller_id) ON support_tickets TO parley_requester;
GRANT INSERT ON ticket_stars, ticket_messages, ticket_events TO parley_requester;
GRANT INSERT (user_id, ticket_id, public_seq, public_message_count), UPDATE (public_seq, public_message_count) ON read_markers TO parley_requester;
GRANT UPDATE (status, priority, tags, last_seq, public_seq, message_count, public_message_count, last_message_id,
  public_last_message_id, updated_at, public_updated_at, waiting_on, waiting_since) ON support_tickets TO parley_requester;
GRANT UPDATE (body, edited_at) ON ticket_messages TO parley_requester;
GRANT DELETE ON ticket_stars TO parley_requester;

-- Their own tickets, and those they have joined: two index look-ups, with a leakproof `=`.
CREATE POLICY requester_read ON support_tickets FOR SELECT TO parley_requester USING (
  requester_id = (SELECT viewer_id())
  OR id = ANY (ARRAY(SELECT p.ticket_id FROM ticket_participants p WHERE p.user_id = (SELECT viewer_id()) AND p.left_at IS NULL)));
CREATE POLICY requester_create ON support_tickets FOR INSERT TO parley_requester WITH CHECK (
  requester_id = (SELECT viewer_id()) AND requester_role::text = (SELECT viewer_role())
  AND status = 'open' AND assignee_id IS NULL
  AND (seller_id IS NULL OR EXISTS (SELECT 1 FROM sellers s WHERE s.id = seller_id AND s.owner_id = (SELECT viewer_id()))));
CREATE POLICY requester_change ON support_tickets FOR UPDATE TO parley_requester
  USING (requester_id = (SELECT viewer_id())
    OR id = ANY (ARRAY(SELECT p.ticket_id FROM ticket_participants p WHERE p.user_id = (SELECT viewer_id()) AND p.left_at IS NULL)))
  WITH CHECK (requester_id = (SELECT viewer_id())
    OR id = ANY (ARRAY(SELECT p.ticket_id FROM ticket_participants p WHERE p.user_id = (SELECT viewer_id()) AND p.left_at IS NULL)));

CREATE POLICY requester_own ON ticket_participants FOR SELECT TO parley_requester USING (user_id = (SELECT viewer_id()));

-- The log as participants may see it: no notes, and for somebody who joined, from then on.
CREATE POLICY requester_read ON ticket_events FOR SELECT TO parley_requester USING (
  audience = 'participants' AND (
    EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND t.requester_id = (SELECT viewer_id()))
    OR EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = ticket_events.ticket_id
      AND p.user_id = (SELECT viewer_id()) AND p.left_at IS NULL AND ticket_events.public_seq > p.since_public_seq)));
CREATE POLICY requester_append ON ticket_events FOR INSERT TO parley_requester WITH CHECK (
  audience = 'participants' AND actor_id = (SELECT viewer_id())
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

CREATE POLICY requester_read ON ticket_messages FOR SELECT TO parley_requester USING (
  audience = 'participants' AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id)
  AND (author_id = (SELECT viewer_id()) OR EXISTS (SELECT 1 FROM ticket_events e
    WHERE e.message_id = ticket_messages.id AND e.kind = 'message_added')));
CREATE POLICY requester_write ON ticket_messages FOR INSERT TO parley_requester WITH CHECK (
  audience = 'participants' AND author_id = (SELECT viewer_id()) AND sender_type::text = (SELECT viewer_role())
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_edit ON ticket_messages FOR UPDATE TO parley_requester
  USING (author_id = (SELECT viewer_id())) WITH CHECK (author_id = (SELECT viewer_id()));

CREATE POLICY requester_own ON ticket_stars TO parley_requester USING (user_id = (SELECT viewer_id()))
  WITH CHECK (user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY requester_own ON read_markers TO parley_requester USING (user_id = (SELECT viewer_id()))
  WITH CHECK (user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
-- "Read by": how far the others of their tickets have read.
CREATE POLICY requester_read ON read_markers FOR SELECT TO parley_requester
  USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));

-- Themselves, the staff, and the people of their tickets.
CREATE POLICY requester_read ON users FOR SELECT TO parley_requester USING (
  id = (SELECT viewer_id()) OR role IN ('agent', 'admin') OR id = ANY (ARRAY(SELECT unnest(t.participant_ids) FROM support_tickets t)));
-- A shop is public: its window is on the marketplace.
CREATE POLICY requester_read ON sellers FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
CREATE POLICY requester_read ON teams FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
CREATE POLICY requester_read ON revocations FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
