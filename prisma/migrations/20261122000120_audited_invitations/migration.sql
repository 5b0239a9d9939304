-- Who was invited, and what became of it, is something the desk may have to answer for. Whom is said by the invitation alone.

ALTER TYPE "audit_kind" ADD VALUE 'invitation_sent';
ALTER TYPE "audit_kind" ADD VALUE 'invitation_resent';
ALTER TYPE "audit_kind" ADD VALUE 'invitation_cancelled';
ALTER TYPE "audit_kind" ADD VALUE 'invitation_accepted';

CREATE FUNCTION audit_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  role jsonb := jsonb_build_object('role', NEW.role);
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('invitation_sent', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
    RETURN NULL;
  END IF;
  IF OLD.token_hash <> NEW.token_hash THEN
    PERFORM audit('invitation_resent', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  IF OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL THEN
    PERFORM audit('invitation_cancelled', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  -- Nobody is signed in yet: it is whom they have become.
  IF OLD.accepted_at IS NULL AND NEW.accepted_at IS NOT NULL THEN
    PERFORM audit('invitation_accepted', NEW.user_id, 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_invitation AFTER INSERT OR UPDATE OF token_hash, cancelled_at, accepted_at ON invitations FOR EACH ROW
  WHEN (is_audited()) EXECUTE FUNCTION audit_invitation();
