-- A film's or a PDF's poster comes from its uploader's browser, perhaps only once it has been sent. So uploaders may
-- change what they have sent themselves within its first hour, and of it nothing but its poster.
CREATE POLICY staff_poster ON attachments FOR UPDATE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND state = 'attached' AND created_at > now() - interval '1 hour'
    AND (content_type ^@ 'video/' OR content_type ^@ 'application/pdf'))
  WITH CHECK (owner_id = (SELECT viewer_id()) AND state = 'attached' AND preview = 'ready'
    AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id())));
CREATE POLICY requester_poster ON attachments FOR UPDATE TO parley_requester
  USING (owner_id = (SELECT viewer_id()) AND state = 'attached' AND created_at > now() - interval '1 hour'
    AND (content_type ^@ 'video/' OR content_type ^@ 'application/pdf'))
  WITH CHECK (owner_id = (SELECT viewer_id()) AND state = 'attached' AND preview = 'ready'
    AND EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id())));

-- Policies know no columns, nor what a row was before: this is the wall behind them.
CREATE FUNCTION guard_attached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user IN ('parley_staff', 'parley_requester') AND OLD.owner_id = viewer_id() AND NOT (NEW.state = 'doomed' AND is_admin())
    AND (to_jsonb(NEW) - '{preview,width,height,touched_at}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{preview,width,height,touched_at}'::text[]) THEN
    RAISE insufficient_privilege USING MESSAGE = 'What is sent stays as it is, but for its poster.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guard_attached BEFORE UPDATE ON attachments FOR EACH ROW
  WHEN (OLD.state = 'attached') EXECUTE FUNCTION guard_attached();
