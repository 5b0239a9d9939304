-- ─── desk_settings ─────────────────────────────────────────────────────────

GRANT SELECT, UPDATE ON desk_settings TO parley_staff;
CREATE POLICY staff_read ON desk_settings FOR SELECT TO parley_staff USING (identified_as('staff'));
-- Everyone's messages are indexed in the desk's language, and can be deleted by their authors for a while.
GRANT SELECT (search_language, message_deletion_minutes) ON desk_settings TO parley_requester;
CREATE POLICY requester_read ON desk_settings FOR SELECT TO parley_requester USING ((SELECT viewer_role()) IN ('buyer', 'seller'));
-- Who may sign up, who needs a second factor, and how the desk presents itself, which the sign-in page shows.
GRANT SELECT (sign_up, sign_up_domains, staff_second_factor, desk_name, accent, profile, sender_address, message_deletion_minutes) ON desk_settings TO parley_auth;
CREATE POLICY auth_read ON desk_settings FOR SELECT TO parley_auth USING (identified_as('auth'));
CREATE POLICY admin_write ON desk_settings TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));

-- ─── desk_logo ─────────────────────────────────────────────────────────────

-- The logo is public: the sign-in page shows it.
GRANT SELECT ON desk_logo TO parley_auth;
CREATE POLICY auth_read ON desk_logo FOR SELECT TO parley_auth USING (identified_as('auth'));
GRANT SELECT, INSERT, UPDATE, DELETE ON desk_logo TO parley_staff;
CREATE POLICY admins ON desk_logo TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));

-- ─── saved_views ───────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (name, shared, filter, sort_field, sort_direction), DELETE ON saved_views TO parley_staff;
CREATE POLICY staff_read ON saved_views FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (shared OR owner_id = (SELECT viewer_id())));
CREATE POLICY staff_own ON saved_views FOR INSERT TO parley_staff WITH CHECK (owner_id = (SELECT viewer_id()) AND (SELECT is_staff()));
CREATE POLICY staff_change ON saved_views FOR UPDATE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) OR (shared AND (SELECT is_admin())))
  WITH CHECK (owner_id = (SELECT viewer_id()) OR (shared AND (SELECT is_admin())));
CREATE POLICY staff_remove ON saved_views FOR DELETE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) OR (shared AND (SELECT is_admin())));

-- ─── macros ────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (is_shared, name, body, status, priority, add_tags, remove_tags, assign_to, assignee_id, team, updated_at), DELETE ON
  macros TO parley_staff;
CREATE POLICY staff_read ON macros FOR SELECT TO parley_staff USING (identified_as('staff') AND (is_shared OR owner_id = (SELECT viewer_id())));
CREATE POLICY staff_create ON macros FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND owner_id = (SELECT viewer_id()));
-- Admins can change shared macros but not unshare them: they could not see them otherwise.
CREATE POLICY staff_change ON macros FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (owner_id = (SELECT viewer_id()) OR (is_shared AND (SELECT is_admin()))))
  WITH CHECK (identified_as('staff') AND (owner_id = (SELECT viewer_id()) OR (is_shared AND (SELECT is_admin()))));
CREATE POLICY staff_delete ON macros FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (owner_id = (SELECT viewer_id()) OR (is_shared AND (SELECT is_admin()))));

-- ─── macro_uses ────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE ON macro_uses TO parley_staff;
-- The number of uses by colleagues, for visible macros.
CREATE POLICY staff_read ON macro_uses FOR SELECT TO parley_staff USING (identified_as('staff') AND EXISTS (SELECT 1 FROM macros m WHERE m.id = macro_id));
CREATE POLICY staff_count ON macro_uses FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM macros m WHERE m.id = macro_id));
CREATE POLICY staff_count_on ON macro_uses FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND user_id = (SELECT viewer_id())) WITH CHECK (identified_as('staff') AND user_id = (SELECT viewer_id()));

-- ─── batch_jobs ────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (state, total, processed, changed, failed, restored, conflicts, ended_at), DELETE ON batch_jobs TO parley_staff;
CREATE POLICY staff_own ON batch_jobs TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND (SELECT is_staff())) WITH CHECK (owner_id = (SELECT viewer_id()) AND (SELECT is_staff()));
-- Background jobs: a node acts as staff without being a staff member. A request always has a viewer, so none can use this
-- identity. It sees whose batches are pending, ends those whose owner is no longer staff, and writes events without an
-- actor.
CREATE POLICY desk_read ON batch_jobs FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_end ON batch_jobs FOR UPDATE TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL)
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND state = 'cancelled');
CREATE POLICY desk_forget ON batch_jobs FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND ended_at < now() - interval '7 days');

-- ─── batch_items ───────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (state, before, after, problem) ON batch_items TO parley_staff;
CREATE POLICY staff_own ON batch_items TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND (SELECT is_staff())) WITH CHECK (owner_id = (SELECT viewer_id()) AND (SELECT is_staff()));

-- ─── desk_uptime ───────────────────────────────────────────────────────────

-- Only operations without a person, such as background jobs, can read and write it.
GRANT SELECT, INSERT, UPDATE, DELETE ON desk_uptime TO parley_staff;
CREATE POLICY desk ON desk_uptime TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL) WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
