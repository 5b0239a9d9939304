-- Policies cannot compare columns with their previous values, so this trigger does.
CREATE FUNCTION guard_attached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (is_staff_connection() OR current_user = 'parley_requester') AND OLD.owner_id = viewer_id() AND NOT (NEW.state = 'pending_deletion' AND is_admin())
    AND NOT (NEW.state = 'pending_deletion' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' AND can_delete_own(OLD.message_id))
    AND (to_jsonb(NEW) - '{preview,width,height,touched_at}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{preview,width,height,touched_at}'::text[]) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Sent files cannot be changed, except for their poster.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_attached BEFORE UPDATE ON attachments FOR EACH ROW
  WHEN (OLD.state = 'attached') EXECUTE FUNCTION guard_attached();

-- ─── attachments ───────────────────────────────────────────────────────────

GRANT SELECT, INSERT (id, owner_id, recording, file_name, size, width, height, duration_seconds, pages), UPDATE (message_id, position, state,
  file_name, content_type, size, sha256, width, height, duration_seconds, preview, touched_at, pages) ON attachments TO parley_staff,
  parley_requester;
-- Readers of a message can read its files; files without a message are visible only to their uploader.
CREATE POLICY staff_read ON attachments FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (message_id IS NOT NULL OR owner_id = (SELECT viewer_id())));
CREATE POLICY staff_upload ON attachments FOR INSERT TO parley_staff
  WITH CHECK (owner_id = (SELECT viewer_id()) AND message_id IS NULL AND state = 'uploading');
-- Uploaders can change unattached files and attach them to their own messages; attached files cannot be changed.
CREATE POLICY staff_attach ON attachments FOR UPDATE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND message_id IS NULL)
  WITH CHECK (owner_id = (SELECT viewer_id()) AND (message_id IS NULL
    OR EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id()))));
-- Admins can delete messages with their files.
CREATE POLICY staff_discard ON attachments FOR UPDATE TO parley_staff
  USING ((SELECT is_admin()) AND message_id IS NOT NULL) WITH CHECK ((SELECT is_admin()) AND state = 'pending_deletion');
-- Authors can delete their own messages with their files for a while.
CREATE POLICY own_discard ON attachments FOR UPDATE TO parley_staff, parley_requester
  USING (owner_id = (SELECT viewer_id()) AND state = 'attached' AND can_delete_own(message_id))
  WITH CHECK (owner_id = (SELECT viewer_id()) AND state = 'pending_deletion' AND can_delete_own(message_id));
-- The poster of a video or PDF comes from its uploader's browser, possibly only after it was sent. So uploaders can change their
-- sent files within the first hour, limited to the poster.
CREATE POLICY staff_poster ON attachments FOR UPDATE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND state = 'attached' AND created_at > now() - interval '1 hour'
    AND (content_type ^@ 'video/' OR content_type ^@ 'application/pdf'))
  WITH CHECK (owner_id = (SELECT viewer_id()) AND state = 'attached' AND preview = 'ready'
    AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id())));
CREATE POLICY requester_read ON attachments FOR SELECT TO parley_requester USING (
  (message_id IS NULL AND owner_id = (SELECT viewer_id()))
  OR EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.deleted_at IS NULL));
CREATE POLICY requester_upload ON attachments FOR INSERT TO parley_requester
  WITH CHECK (owner_id = (SELECT viewer_id()) AND message_id IS NULL AND state = 'uploading');
CREATE POLICY requester_attach ON attachments FOR UPDATE TO parley_requester
  USING (owner_id = (SELECT viewer_id()) AND message_id IS NULL)
  WITH CHECK (owner_id = (SELECT viewer_id()) AND (message_id IS NULL
    OR EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id()))));
CREATE POLICY requester_poster ON attachments FOR UPDATE TO parley_requester
  USING (owner_id = (SELECT viewer_id()) AND state = 'attached' AND created_at > now() - interval '1 hour'
    AND (content_type ^@ 'video/' OR content_type ^@ 'application/pdf'))
  WITH CHECK (owner_id = (SELECT viewer_id()) AND state = 'attached' AND preview = 'ready'
    AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id())));
