import type { Audience, TicketStatus } from '../generated/prisma/client.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { perAudienceScope } from './audienceScope.ts'
import { raise } from './readMarker.ts'

/** The longest message, in UTF-16 code units. */
export const BODY_MAX = 20_000

/** A checked message to be written to a ticket's log. */
interface NewMessage {
  id: string
  ticketId: string
  body: string
  audience: Audience
  /** The staff members mentioned in a note. */
  mentions?: readonly string[]
  /** The number of attached files. */
  attachmentCount?: number
  /** The message that it quotes; the caller has checked it under the lock. */
  quotedMessageId?: string | null
  /** Whether to write nothing if the ticket has ended: the message might reopen it. */
  unlessEnded?: boolean
}

/** The result: `seq` is null if the id was already used and nothing was written. */
interface Appended {
  /** The ticket's status. The ticket is locked, so it cannot change before this operation ends. */
  status: TicketStatus
  /** Whether it has a shop's side. */
  hasShopSide: boolean
  /** Whether the author may write to the audience. If not, nothing was written. */
  allowed: boolean
  /** Whether nothing was written because the ticket has ended. */
  held: boolean
  createdAt: Date | null
  seq: number | null
}

/** The read marker of an author after their message. That of others than staff is in the numbering of their side. */
const MARKERS = {
  staff: {
    columns: ['seq', 'public_seq', 'message_count', 'public_message_count', 'shop_seq'],
    values: 'seq, coalesce(public_seq, 0), message_count, public_message_count, coalesce(shop_seq, 0)',
  },
  requester: { columns: ['public_seq', 'public_message_count'], values: 'public_seq, public_message_count' },
  seller: {
    columns: ['side', 'public_seq', 'public_message_count'],
    values: `ticket.side::ticket_side, CASE ticket.side WHEN 'shop' THEN shop_seq ELSE public_seq END,
      CASE ticket.side WHEN 'shop' THEN shop_message_count ELSE public_message_count END`,
  },
}

// Everything a reply writes, in one round trip: the ticket's lock, the message, its event (whose trigger assigns the seq and
// updates the counters), and the sender's read marker. No row: the ticket does not exist. No seq: the id is already used. The
// statement's snapshot is older than the lock, so decisions use only columns of the locked row, which are current.
const insert = perAudienceScope((scope) => {
  const marker = MARKERS[scope.name]
  const isSeller = scope.name === 'seller'
  return statement<Appended & Record<string, unknown>>(`
    WITH ticket AS (SELECT t.id, t.status, t.has_shop_side, ${scope.side('t')} AS side, ${scope.name === 'staff' ? `$5::audience <> 'shop' OR t.has_shop_side` : `may_write_to($5::audience, ${scope.side('t')} = 'shop')`} AS allowed,
        $9::boolean AND has_ended(t.status) AS held
      FROM support_tickets t WHERE t.id = $1 AND ${scope.mayWrite('t')} AND ${scope.mayAppend('t')} FOR NO KEY UPDATE),
    message AS (
      INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, audience, body, attachment_count, quoted_message_id)
      SELECT $2, id, $3::uuid, $4::sender_type, $5::audience, $6, $7, $10::uuid FROM ticket WHERE allowed AND NOT held ON CONFLICT (id) DO NOTHING RETURNING id, ticket_id, created_at),
    event AS (
      INSERT INTO ticket_events (ticket_id, kind, actor_id, audience, message_id, data)
      SELECT ticket_id, 'message_added', $3::uuid, $5::audience, id, jsonb_build_object('sender', $4::text) || $8::jsonb FROM message
      RETURNING seq, public_seq, shop_seq, message_count, public_message_count, shop_message_count),
    marker AS (
      INSERT INTO read_markers AS r (user_id, ticket_id, ${marker.columns.join(', ')}) SELECT $3::uuid, $1, ${marker.values} FROM event${isSeller ? ', ticket' : ''}
      ON CONFLICT (user_id, ticket_id) DO UPDATE SET ${raise(marker.columns)})
    SELECT ticket.status, ticket.has_shop_side AS "hasShopSide", ticket.allowed, ticket.held, message.created_at AS "createdAt", event.seq FROM ticket LEFT JOIN message ON true LEFT JOIN event ON true`)
})

/**
 * Locks the ticket and writes a message as `author`, with everything that belongs to it. Returns undefined if the ticket
 * does not exist or the author is no longer a participant.
 */
export function appendMessage(author: Pick<Viewer, 'id' | 'role'>, message: NewMessage): Promise<Appended | undefined> {
  const { identity } = currentOperation()
  const {
    id,
    ticketId,
    audience,
    body,
    attachmentCount = 0,
    mentions = [],
    unlessEnded = false,
    quotedMessageId = null,
  } = message
  const more = mentions.length > 0 ? JSON.stringify({ mentions }) : '{}'
  const values = [
    ticketId,
    id,
    author.id,
    author.role,
    audience,
    body,
    attachmentCount,
    more,
    unlessEnded,
    quotedMessageId,
  ]
  return insert(identity).first(...values)
}
