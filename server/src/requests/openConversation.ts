import { randomUUID } from 'node:crypto'
import { appendEvent } from '../log/appendEvent.ts'
import { isVisible } from '../platform/characters.ts'
import { statement } from '../platform/database/statement.ts'
import { cleanLine } from '../platform/text.ts'
import { claim } from '../tickets/claim.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { ChatRequestRow } from './reads.ts'

/** The maximum length of the subject taken from the reason, in UTF-16 code units. */
const SUBJECT_LENGTH = 80

const open = statement(`
  INSERT INTO support_tickets (id, subject, ticket_type, requester_id, requester_role, seller_id)
  SELECT $1, $2, 'question', u.id, u.role, CASE WHEN u.role = 'seller' THEN
    (SELECT s.id FROM sellers s WHERE s.owner_id = u.id ORDER BY s.created_at LIMIT 1) END
  FROM users u WHERE u.id = $3`)
const accept = statement(`
  UPDATE chat_requests r
  SET ticket_id = t.id, ticket_number = t.ticket_number, status = 'accepted', decided_by_id = $3, decided_at = now()
  FROM support_tickets t WHERE r.id = $1 AND t.id = $2`)
// The message's id is the request's: the policies allow writing nothing else in the requester's name.
const write = statement(`
  WITH requester AS (SELECT id, role::text AS role FROM users WHERE id = $3),
  message AS (
    INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, body)
    SELECT $1, $2, id, role::sender_type, $4 FROM requester)
  INSERT INTO ticket_events (ticket_id, kind, actor_id, message_id, data)
  SELECT $2, 'message_added', id, $1, jsonb_build_object('sender', role) FROM requester`)
const haveRead = statement(
  'INSERT INTO read_markers (user_id, ticket_id, public_seq, public_message_count) VALUES ($1, $2, 1, 1)',
)

/**
 * Accepts a locked request for a live chat: creates a ticket with the request's reason as its first message, assigned to the
 * person who accepted. The request refers to it from then on.
 */
export async function openConversation(viewer: Viewer, { id, requesterId, reason }: ChatRequestRow): Promise<void> {
  const ticketId = randomUUID()
  await open.rows(ticketId, subjectOf(reason), requesterId)
  await accept.rows(id, ticketId, viewer.id)
  await write.rows(id, ticketId, requesterId, reason)
  await haveRead.rows(requesterId, ticketId)
  const data = { requestId: id, status: 'accepted' } as const
  await appendEvent({ ticketId, kind: 'chat_request_decided', actorId: viewer.id, data })
  await claim(viewer, { ticketId })
}

/** The first visible line, cut between grapheme clusters. */
function subjectOf(reason: string): string {
  const line = cleanLine(reason.split('\n').find(isVisible) ?? '')
  if (line.length <= SUBJECT_LENGTH) return line
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (kept.length + segment.length >= SUBJECT_LENGTH) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
