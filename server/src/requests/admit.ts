import { raise } from '../log/readMarker.ts'
import { statement } from '../platform/database/statement.ts'

// Somebody of the shop joins its side (a trigger sets `side`), whose numbering may only begin now: with everything that everyone has seen.
const join = statement(`
  INSERT INTO ticket_participants AS p (ticket_id, user_id, since_public_seq)
  SELECT t.id, $2, CASE WHEN $3 THEN 0
    WHEN t.requester_id = $2 OR t.shop_access = 'requester' OR NOT is_of_shop($2, t.seller_id) THEN t.public_seq
    WHEN t.has_shop_side THEN t.shop_seq
    ELSE (SELECT count(*)::int FROM ticket_events e WHERE e.ticket_id = t.id AND e.audience IN ('participants', 'shop')) END
  FROM support_tickets t WHERE t.id = $1
  ON CONFLICT (ticket_id, user_id) DO UPDATE SET
    since_public_seq = CASE WHEN p.left_at IS NULL THEN least(p.since_public_seq, excluded.since_public_seq) ELSE excluded.since_public_seq END,
    joined_at = CASE WHEN p.left_at IS NULL THEN p.joined_at ELSE excluded.joined_at END,
    left_at = NULL`)

// Messages that they may not see must not count as unread.
const markRead = statement(`
  INSERT INTO read_markers AS r (user_id, ticket_id, side, public_seq, public_message_count)
  SELECT $2, t.id, p.side, CASE p.side WHEN 'shop' THEN t.shop_seq ELSE t.public_seq END,
    CASE p.side WHEN 'shop' THEN t.shop_message_count ELSE t.public_message_count END
  FROM support_tickets t JOIN ticket_participants p ON p.ticket_id = t.id AND p.user_id = $2 WHERE t.id = $1
  ON CONFLICT (user_id, ticket_id) DO UPDATE SET ${raise(['side', 'public_seq', 'public_message_count'])}`)

/**
 * Adds a participant to a locked ticket, with new messages only or the full history. An existing participant keeps their
 * access.
 */
export async function admit(ticketId: string, userId: string, fromStart: boolean): Promise<void> {
  await join.rows(ticketId, userId, fromStart)
  if (!fromStart) await markRead.rows(ticketId, userId)
}
