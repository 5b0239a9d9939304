-- A sign-in that has expired and a token that was revoked let nobody in: removing their rows takes no rights away, and
-- must not have every node check all of its connections.
DROP TRIGGER sign_in_ended ON sign_ins;
CREATE CONSTRAINT TRIGGER sign_in_ended AFTER DELETE ON sign_ins DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.expires_at > now()) EXECUTE FUNCTION revoke_access();
DROP TRIGGER api_token_deleted ON api_tokens;
CREATE CONSTRAINT TRIGGER api_token_deleted AFTER DELETE ON api_tokens DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION revoke_access();
