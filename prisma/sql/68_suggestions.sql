-- Assignment and tag suggestions (docs/suggestions.md): what is learned, and when it is forgotten.

-- What the requester wrote before staff answered, in order, among the first twenty messages.
CREATE FUNCTION request_messages(ticket uuid) RETURNS SETOF ticket_messages LANGUAGE sql STABLE AS $$
  WITH sent AS (
    SELECT e.seq, e.message_id, e.actor_id, e.data ->> 'sender' IN ('agent', 'admin') AS by_staff FROM ticket_events e
    WHERE e.ticket_id = ticket AND e.kind = 'message_added' AND e.audience = 'participants' ORDER BY e.seq LIMIT 20)
  SELECT m.* FROM sent s JOIN support_tickets t ON t.id = ticket JOIN ticket_messages m ON m.id = s.message_id
  WHERE s.actor_id = t.requester_id AND m.body IS NOT NULL AND NOT EXISTS (SELECT FROM sent b WHERE b.by_staff AND b.seq < s.seq)
  ORDER BY s.seq
$$;

-- ─── Learning ────────────────────────────────────────────────────────────────

CREATE FUNCTION add_learning_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_job('learn_ticket', json_build_object('ticketId', NEW.id), 'learn_ticket:' || NEW.id, NULL);
  RETURN NULL;
END $$;

-- A ticket has ended, or what is learned from one that has ended has changed. Imported tickets are learned by a scheduled job.
CREATE TRIGGER learn_ticket AFTER UPDATE OF status, assignee_id, tags, subject ON support_tickets FOR EACH ROW
  WHEN (has_ended(NEW.status) AND current_user <> 'parley_maintenance' AND NOT for_whole_desk()
    AND (NOT has_ended(OLD.status) OR (OLD.assignee_id, OLD.tags, OLD.subject) IS DISTINCT FROM (NEW.assignee_id, NEW.tags, NEW.subject)))
  EXECUTE FUNCTION add_learning_job();

-- ─── Forgetting ──────────────────────────────────────────────────────────────

-- In the transaction that deletes or changes the text, by whichever way. Learns again from what is left, if the ticket has ended.
CREATE FUNCTION forget_ticket(ticket uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Requesters can neither see nor delete what was learned. They only edit their own messages: the job replaces what was learned.
  IF current_user = 'parley_requester' THEN
    PERFORM FROM support_tickets t WHERE t.id = ticket AND has_ended(t.status);
  ELSE
    DELETE FROM learned_tickets l WHERE l.ticket_id = ticket;
  END IF;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM add_job('learn_ticket', json_build_object('ticketId', ticket), 'learn_ticket:' || ticket, NULL);
END $$;

CREATE FUNCTION forget_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM forget_ticket(OLD.ticket_id);
  RETURN NULL;
END $$;

CREATE FUNCTION forget_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM forget_ticket(OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER forget_message AFTER UPDATE OF body ON ticket_messages FOR EACH ROW
  WHEN (OLD.audience = 'participants' AND OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION forget_message();
CREATE TRIGGER forget_deleted_message AFTER DELETE ON ticket_messages FOR EACH ROW
  WHEN (is_staff_connection() OR current_user = 'parley_maintenance') EXECUTE FUNCTION forget_message();
-- Tags are stored as texts. The job can be later than an erasure.
CREATE TRIGGER forget_texts AFTER UPDATE OF subject, tags ON support_tickets FOR EACH ROW
  WHEN ((OLD.subject, OLD.tags) IS DISTINCT FROM (NEW.subject, NEW.tags) AND NOT for_whole_desk()) EXECUTE FUNCTION forget_texts();

-- ─── learned_tickets ─────────────────────────────────────────────────────────

GRANT SELECT, DELETE ON learned_tickets TO parley_staff;
CREATE POLICY staff_read ON learned_tickets FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_forget ON learned_tickets FOR DELETE TO parley_staff USING (identified_as('staff'));

-- ─── suggestion_uses ─────────────────────────────────────────────────────────

GRANT SELECT, INSERT (ticket_id, suggested, assigned, accepted) ON suggestion_uses TO parley_staff;
CREATE POLICY staff_read ON suggestion_uses FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_record ON suggestion_uses FOR INSERT TO parley_staff
  WITH CHECK ((SELECT is_staff()) AND (SELECT viewer_id()) IS NOT NULL);
