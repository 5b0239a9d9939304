import { statement } from '../platform/database/statement.ts'
import { lockUnheld } from '../retention/lockUnheld.ts'

/** In place of the subject of an erased requester's ticket. */
export const ERASED_SUBJECT = 'Deleted'

// Every ticket in which something that the person ($1) wrote remains.
const left = statement<{ id: string; held: boolean }>(`
  SELECT w.id, EXISTS (SELECT FROM legal_holds h WHERE h.ticket_id = w.id) AS held FROM (
    SELECT ticket_id AS id FROM ticket_messages WHERE author_id = $1 AND deleted_at IS NULL
    UNION SELECT m.ticket_id FROM attachments a JOIN ticket_messages m ON m.id = a.message_id WHERE a.owner_id = $1 AND a.state <> 'pending_deletion'
    UNION SELECT id FROM support_tickets WHERE requester_id = $1 AND subject <> '${ERASED_SUBJECT}'
    UNION SELECT ticket_id FROM message_reactions WHERE user_id = $1
    UNION SELECT ticket_id FROM ticket_ratings WHERE requester_id = $1 AND comment IS NOT NULL
    UNION SELECT ticket_id FROM cases WHERE (escalated_by = $1 AND reason IS NOT NULL) OR (decided_by = $1 AND decision_reason IS NOT NULL)
    UNION SELECT ticket_id FROM case_appeals WHERE (appealed_by = $1 AND reason IS NOT NULL) OR (decided_by = $1 AND decision_reason IS NOT NULL)
    UNION SELECT ticket_id FROM evidence_requests WHERE requested_by = $1 AND text IS NOT NULL
    UNION SELECT ticket_id FROM scheduled_messages WHERE author_id = $1
    UNION SELECT r.ticket_id FROM chat_requests r JOIN chat_request_words w ON w.request_id = r.id
      WHERE r.ticket_id IS NOT NULL AND (w.requester_id = $1 OR (r.decided_by_id = $1 AND w.note IS NOT NULL))
    UNION SELECT ticket_id FROM ticket_notes WHERE edited_by = $1 AND body <> ''
    UNION SELECT s.ticket_id FROM sessions s WHERE s.outcome_note IS NOT NULL AND $1 = (
      SELECT e.actor_id FROM ticket_events e
      WHERE e.ticket_id = s.ticket_id AND e.kind = 'session_ended' AND e.data ->> 'sessionId' = s.id::text ORDER BY e.seq DESC LIMIT 1)) w
  ORDER BY w.id`)

/** What is removed from one ticket ($1) of what one person ($2) wrote, in the order of the locks (decision 018). */
const REMOVALS = [
  // The log keeps its events; deletions are published to the ticket's followers.
  `WITH wiped AS (
    UPDATE ticket_messages SET body = NULL, edited_at = NULL, deleted_at = clock_timestamp()
    WHERE ticket_id = $1 AND author_id = $2 AND deleted_at IS NULL RETURNING id, ticket_id, audience, created_at)
  INSERT INTO ticket_events (ticket_id, kind, audience, message_id)
  SELECT ticket_id, 'message_deleted', audience, id FROM wiped ORDER BY created_at, id`,
  `WITH gone AS (DELETE FROM message_reactions WHERE ticket_id = $1 AND user_id = $2 RETURNING message_id)
  INSERT INTO ticket_events (ticket_id, kind, audience, message_id)
  SELECT m.ticket_id, 'message_reacted', m.audience, m.id FROM ticket_messages m WHERE m.id IN (SELECT message_id FROM gone) AND m.deleted_at IS NULL ORDER BY m.created_at, m.id`,
  `UPDATE attachments SET state = 'pending_deletion', file_name = 'deleted', external_url = NULL, sha256 = NULL
  WHERE message_id IN (SELECT id FROM ticket_messages WHERE ticket_id = $1)
    AND (owner_id = $2 OR message_id IN (SELECT id FROM ticket_messages WHERE ticket_id = $1 AND author_id = $2))`,
  `UPDATE support_tickets SET subject = '${ERASED_SUBJECT}' WHERE id = $1 AND requester_id = $2`,
  `UPDATE ticket_events e SET data = '{}'
  FROM support_tickets t WHERE e.ticket_id = $1 AND e.kind = 'renamed' AND t.id = e.ticket_id AND t.requester_id = $2`,
  // The score is kept, like the rest of the history.
  `UPDATE ticket_ratings SET comment = NULL WHERE ticket_id = $1 AND requester_id = $2 AND comment IS NOT NULL`,
  // What happened in a dispute is kept, not the words.
  `UPDATE cases SET reason = CASE WHEN escalated_by = $2 THEN NULL ELSE reason END,
    decision_reason = CASE WHEN decided_by = $2 THEN NULL ELSE decision_reason END WHERE ticket_id = $1 AND $2 IN (escalated_by, decided_by)`,
  `UPDATE case_appeals SET reason = CASE WHEN appealed_by = $2 THEN NULL ELSE reason END,
    decision_reason = CASE WHEN decided_by = $2 THEN NULL ELSE decision_reason END WHERE ticket_id = $1 AND $2 IN (appealed_by, decided_by)`,
  `UPDATE evidence_requests SET text = NULL WHERE ticket_id = $1 AND requested_by = $2`,
  `DELETE FROM scheduled_messages WHERE ticket_id = $1 AND author_id = $2`,
  `DELETE FROM chat_request_words WHERE requester_id = $2 AND request_id IN (SELECT id FROM chat_requests WHERE ticket_id = $1)`,
  `UPDATE chat_request_words SET note = NULL WHERE request_id IN (SELECT id FROM chat_requests WHERE ticket_id = $1 AND decided_by_id = $2)`,
  `WITH noted AS (
    INSERT INTO ticket_events (ticket_id, kind, audience)
    SELECT ticket_id, 'notes_changed', 'staff' FROM ticket_notes WHERE ticket_id = $1 AND edited_by = $2 AND body <> '' RETURNING ticket_id, seq)
  UPDATE ticket_notes n SET body = '', version = noted.seq, edited_by = NULL, edited_at = clock_timestamp() FROM noted WHERE n.ticket_id = noted.ticket_id`,
  `UPDATE sessions s SET outcome_note = NULL WHERE s.ticket_id = $1 AND s.outcome_note IS NOT NULL AND $2 = (
    SELECT e.actor_id FROM ticket_events e
    WHERE e.ticket_id = s.ticket_id AND e.kind = 'session_ended' AND e.data ->> 'sessionId' = s.id::text ORDER BY e.seq DESC LIMIT 1)`,
].map((text) => statement(text))

/** The tickets in which something of the person remains, in the order of their ids. */
export function ticketsLeft(userId: string): Promise<{ id: string; held: boolean }[]> {
  return left.rows(userId)
}

/** Removes what a person wrote in a ticket, unless it is under a legal hold by now. One transaction of maintenance. */
export async function eraseInTicket(ticketId: string, userId: string): Promise<void> {
  if (!(await lockUnheld(ticketId))) return
  for (const removal of REMOVALS) await removal.rows(ticketId, userId)
}
