-- Legal holds, erasures and retention rules are for staff; only admins change them.

-- ─── legal_holds ─────────────────────────────────────────────────────────────

GRANT SELECT, INSERT (ticket_id, reason, set_by), DELETE ON legal_holds TO parley_staff;
CREATE POLICY staff_read ON legal_holds FOR SELECT TO parley_staff USING (identified_as('staff'));
-- A hold is not shown to requesters; it only prevents them from deleting their messages (can_delete_own).
GRANT SELECT (ticket_id) ON legal_holds TO parley_requester;
CREATE POLICY requester_read ON legal_holds FOR SELECT TO parley_requester USING (EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id));
CREATE POLICY admin_set ON legal_holds FOR INSERT TO parley_staff WITH CHECK ((SELECT is_admin()) AND set_by = (SELECT viewer_id()));
CREATE POLICY admin_lift ON legal_holds FOR DELETE TO parley_staff USING ((SELECT is_admin()));

-- ─── erasures ────────────────────────────────────────────────────────────────

GRANT SELECT, INSERT (user_id, requested_by) ON erasures TO parley_staff;
CREATE POLICY staff_read ON erasures FOR SELECT TO parley_staff USING (identified_as('staff'));
GRANT SELECT ON erasures TO parley_auth;
CREATE POLICY auth ON erasures FOR SELECT TO parley_auth USING (identified_as('auth'));
CREATE POLICY admin_request ON erasures FOR INSERT TO parley_staff
  WITH CHECK ((SELECT is_admin()) AND requested_by = (SELECT viewer_id()) AND user_id <> (SELECT viewer_id()));

-- ─── retention_rules ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT (kind, statuses, days, would_remove, held_tickets), UPDATE (kind, statuses, days, enabled, would_remove, held_tickets, checked_at),
  DELETE ON retention_rules TO parley_staff;
CREATE POLICY admins ON retention_rules TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));

-- Somebody who is being erased, or was, cannot be enabled again.
CREATE FUNCTION keep_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM erasures e WHERE e.user_id = NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'This person was erased.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_erased BEFORE UPDATE OF disabled_at ON users FOR EACH ROW
  WHEN (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL) EXECUTE FUNCTION keep_erased();

-- What failed jobs say about these words, such as the address of a mail that could not be sent. SECURITY DEFINER, as the queue belongs
-- to its workers; only jobs of maintenance may run it.
CREATE FUNCTION redact_job_errors(words text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE graphile_worker._private_jobs SET last_error = 'Removed'
  WHERE EXISTS (SELECT FROM unnest(words) w WHERE strpos(lower(last_error), lower(w)) > 0);
END $$;

REVOKE ALL ON FUNCTION redact_job_errors FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_job_errors TO parley_maintenance;

-- A person's data on request includes their settings.
CREATE POLICY admin_read ON notification_settings FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));
