import type { Audience, TicketStatus } from '../generated/prisma/client.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { perAudienceScope } from './audienceScope.ts'

/** The longest message, in UTF-16 code units. */
export const BODY_MAX = 20_000

/** A message to be written to a ticket's log, checked already. */
interface NewMessage {
  id: string
  ticketId: string
  body: string
  audience: Audience
  /** Who of staff is named in a note. */
  mentions?: readonly string[]
  /** How many files come with it. */
  attachmentCount?: number
}

/** What became of it: `seq` is null where the id is already taken and nothing was written. */
interface Appended {
  /** The ticket's, under its lock: nobody changes it before this operation ends. */
  status: TicketStatus
  createdAt: Date | null
  seq: number | null
}

// Everything a reply writes, in one round trip: the ticket's lock, the message, its event (whose trigger takes the seq and
// keeps the counters), and the sender's read marker. No row: no such ticket. No seq: the id is already taken. The statement's
// snapshot is older than the lock, so what is decided here is decided by the columns of the locked row, which are current.
const insert = perAudienceScope((scope) => {
  const marker =
    scope.name === 'staff'
      ? {
          columns: 'seq, public_seq, message_count, public_message_count',
          values: 'seq, coalesce(public_seq, 0), message_count, public_message_count',
        }
      : { columns: 'public_seq, public_message_count', values: 'public_seq, public_message_count' }
  const raised = marker.columns.split(', ').map((column) => `${column} = greatest(r.${column}, excluded.${column})`)
  return statement<Appended & Record<string, unknown>>(`
    WITH ticket AS (SELECT id, status FROM support_tickets WHERE id = $1 AND ${scope.mayWrite} FOR NO KEY UPDATE),
    message AS (
      INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, audience, body, attachment_count)
      SELECT $2, id, $3::uuid, $4::sender_type, $5::audience, $6, $7 FROM ticket ON CONFLICT (id) DO NOTHING RETURNING id, ticket_id, created_at),
    event AS (
      INSERT INTO ticket_events (ticket_id, kind, actor_id, audience, message_id, data)
      SELECT ticket_id, 'message_added', $3::uuid, $5::audience, id, jsonb_build_object('sender', $4::text) || $8::jsonb FROM message
      RETURNING seq, public_seq, message_count, public_message_count),
    marker AS (
      INSERT INTO read_markers AS r (user_id, ticket_id, ${marker.columns}) SELECT $3::uuid, $1, ${marker.values} FROM event
      ON CONFLICT (user_id, ticket_id) DO UPDATE SET ${raised.join(', ')})
    SELECT ticket.status, message.created_at AS "createdAt", event.seq FROM ticket LEFT JOIN message ON true LEFT JOIN event ON true`)
})

/**
 * Locks the ticket and writes a message as `author`, with everything that comes with it. Returns undefined where there is no
 * such ticket, or the author takes part in it no longer.
 */
export function appendMessage(author: Pick<Viewer, 'id' | 'role'>, message: NewMessage): Promise<Appended | undefined> {
  const { identity } = currentOperation()
  const { id, ticketId, audience, body, attachmentCount = 0, mentions = [] } = message
  const more = mentions.length > 0 ? JSON.stringify({ mentions }) : '{}'
  return insert(identity).first(ticketId, id, author.id, author.role, audience, body, attachmentCount, more)
}
