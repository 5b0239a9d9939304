import { statement } from '../platform/database/statement.ts'

const join = statement(`
  INSERT INTO ticket_participants AS p (ticket_id, user_id, since_public_seq)
  SELECT t.id, $2, CASE WHEN $3 THEN 0 ELSE t.public_seq END FROM support_tickets t WHERE t.id = $1
  ON CONFLICT (ticket_id, user_id) DO UPDATE SET
    since_public_seq = CASE WHEN p.left_at IS NULL THEN least(p.since_public_seq, excluded.since_public_seq) ELSE excluded.since_public_seq END,
    joined_at = CASE WHEN p.left_at IS NULL THEN p.joined_at ELSE excluded.joined_at END,
    left_at = NULL`)

// Messages that they may not see must not count as unread.
const markRead = statement(`
  INSERT INTO read_markers AS r (user_id, ticket_id, public_seq, public_message_count)
  SELECT $2, t.id, t.public_seq, t.public_message_count FROM support_tickets t WHERE t.id = $1
  ON CONFLICT (user_id, ticket_id) DO UPDATE SET public_seq = greatest(r.public_seq, excluded.public_seq),
    public_message_count = greatest(r.public_message_count, excluded.public_message_count)`)

/**
 * Adds a participant to a locked ticket, with new messages only or the full history. An existing participant keeps their
 * access.
 */
export async function admit(ticketId: string, userId: string, fromStart: boolean): Promise<void> {
  await join.rows(ticketId, userId, fromStart)
  if (!fromStart) await markRead.rows(ticketId, userId)
}
