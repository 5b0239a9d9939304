-- Whoever is asked to share their screen can decline: it is stored, and both sides are notified on all their devices.
ALTER TABLE "screen_share_asks" ADD COLUMN "declined_at" TIMESTAMPTZ(6);

CREATE FUNCTION tell_of_decline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell('screen_share_declines', NEW.id, NEW.asker_id);
  PERFORM tell('screen_share_declines', NEW.id, NEW.person_id);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_decline AFTER UPDATE OF declined_at ON screen_share_asks FOR EACH ROW
  WHEN (OLD.declined_at IS NULL AND NEW.declined_at IS NOT NULL) EXECUTE FUNCTION tell_of_decline();

-- Only the person who was asked declines.
GRANT UPDATE (declined_at) ON screen_share_asks TO parley_staff, parley_requester;
CREATE POLICY staff_decline ON screen_share_asks FOR UPDATE TO parley_staff
  USING (person_id = (SELECT viewer_id())) WITH CHECK (person_id = (SELECT viewer_id()));
CREATE POLICY requester_decline ON screen_share_asks FOR UPDATE TO parley_requester
  USING (person_id = (SELECT viewer_id())) WITH CHECK (person_id = (SELECT viewer_id()));
