-- One lock order for all operations: docs/decisions/018.

-- Everything that takes rights away counts up the one row of `revocations`. Taken in the middle of a transaction, its lock is
-- held until the end while the transaction waits for tickets: somebody who removes a participant (ticket, then revocations) and
-- somebody who disables a person (revocations, then tickets) ended in a deadlock. Deferred, it is the last lock of every
-- transaction, taken at its commit and held for no longer than that takes.
DROP TRIGGER sign_in_ended ON sign_ins;
DROP TRIGGER api_token_revoked ON api_tokens;
DROP TRIGGER api_token_deleted ON api_tokens;
DROP TRIGGER person_changed ON users;
DROP TRIGGER participant_left ON ticket_participants;
DROP TRIGGER participant_removed ON ticket_participants;

CREATE CONSTRAINT TRIGGER sign_in_ended AFTER DELETE ON sign_ins DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER api_token_revoked AFTER UPDATE OF revoked_at ON api_tokens DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER api_token_deleted AFTER DELETE ON api_tokens DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER person_changed AFTER UPDATE OF role, disabled_at ON users DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.role, OLD.disabled_at) IS DISTINCT FROM (NEW.role, NEW.disabled_at)) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER participant_left AFTER UPDATE OF left_at ON ticket_participants DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.left_at IS NOT NULL AND OLD.left_at IS NULL) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER participant_removed AFTER DELETE ON ticket_participants DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION revoke_access();

-- Whoever deletes a conversation deletes what was said in the requests to join it as well, and the first message of a live chat
-- is what its request said, word for word.
GRANT DELETE ON chat_request_words TO parley_staff;
CREATE POLICY admin_delete ON chat_request_words FOR DELETE TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));
