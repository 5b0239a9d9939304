-- Shops (docs/shops.md): who changes who answers for them. Their tables' other policies are in 20_people.sql.

-- ─── sellers ───────────────────────────────────────────────────────────────

-- Admins close and reopen shops. Everybody else only locks a shop's row: to open a ticket with it, or to change its people.
GRANT UPDATE (closed_at) ON sellers TO parley_staff, parley_requester;
CREATE POLICY staff_close ON sellers FOR UPDATE TO parley_staff
  USING (identified_as('staff')) WITH CHECK (identified_as('staff') AND (SELECT is_admin()));
CREATE POLICY requester_hold ON sellers FOR UPDATE TO parley_requester
  USING ((SELECT viewer_role()) IN ('buyer', 'seller')) WITH CHECK (false);

-- ─── shop_members ──────────────────────────────────────────────────────────

-- Owners and admins remove people, members leave; nobody removes an owner. Whoever assigns within a shop locks the row.
GRANT UPDATE (removed_at) ON shop_members TO parley_staff, parley_requester;
CREATE POLICY staff_end ON shop_members FOR UPDATE TO parley_staff
  USING (identified_as('staff'))
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND removed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = user_id));
CREATE POLICY requester_end ON shop_members FOR UPDATE TO parley_requester
  USING (shop_id = ANY ((SELECT viewer_shops())::uuid[]))
  WITH CHECK (removed_at IS NOT NULL
    AND (user_id = (SELECT viewer_id()) OR EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = (SELECT viewer_id())))
    AND NOT EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = user_id));

-- ─── shop_invitations ──────────────────────────────────────────────────────

-- Nobody but sign-in reads the hashes of tokens, and it alone marks an invitation as accepted.
GRANT SELECT (id, shop_id, email, invited_by, created_at, expires_at, accepted_at, cancelled_at, user_id),
  INSERT (shop_id, email, token_hash, invited_by, expires_at), UPDATE (cancelled_at) ON shop_invitations TO parley_staff, parley_requester;
GRANT SELECT, UPDATE (accepted_at, user_id) ON shop_invitations TO parley_auth;
CREATE POLICY admins_read ON shop_invitations FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));
CREATE POLICY admins_invite ON shop_invitations FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND invited_by = (SELECT viewer_id()));
CREATE POLICY admins_cancel ON shop_invitations FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin()))
  WITH CHECK (identified_as('staff') AND (SELECT is_admin()) AND cancelled_at IS NOT NULL);
CREATE POLICY owner_read ON shop_invitations FOR SELECT TO parley_requester USING (
  (SELECT is_seller()) AND EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = (SELECT viewer_id())));
CREATE POLICY owner_invite ON shop_invitations FOR INSERT TO parley_requester WITH CHECK (
  (SELECT is_seller()) AND invited_by = (SELECT viewer_id())
  AND EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = (SELECT viewer_id())));
CREATE POLICY owner_cancel ON shop_invitations FOR UPDATE TO parley_requester
  USING ((SELECT is_seller()) AND EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = (SELECT viewer_id())))
  WITH CHECK (cancelled_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM sellers s WHERE s.id = shop_id AND s.owner_id = (SELECT viewer_id())));
CREATE POLICY auth ON shop_invitations TO parley_auth USING (identified_as('auth')) WITH CHECK (identified_as('auth'));

-- ─── mail_outbox ───────────────────────────────────────────────────────────

-- The mail with a link goes to the invited address alone.
GRANT INSERT (shop_invitation_id) ON mail_outbox TO parley_staff, parley_requester;
CREATE POLICY admins_invite_to_shop ON mail_outbox FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND (SELECT is_admin()) AND kind = 'shop_invitation' AND invitation_id IS NULL AND user_id IS NULL
  AND EXISTS (SELECT 1 FROM shop_invitations i WHERE i.id = shop_invitation_id AND i.email = recipient AND i.invited_by = (SELECT viewer_id())));
CREATE POLICY owner_invites_to_shop ON mail_outbox FOR INSERT TO parley_requester WITH CHECK (
  kind = 'shop_invitation' AND invitation_id IS NULL AND user_id IS NULL
  AND EXISTS (SELECT 1 FROM shop_invitations i WHERE i.id = shop_invitation_id AND i.email = recipient AND i.invited_by = (SELECT viewer_id())));
