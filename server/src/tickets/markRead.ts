import { perSide, sideIn } from '../log/audienceScope.ts'
import { raise as raised } from '../log/readMarker.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** The last seq of another side up to an event. */
const upTo = (seq: string) =>
  `coalesce((SELECT max(p.${seq}) FROM ticket_events p WHERE p.ticket_id = $2 AND p.seq <= e.seq), 0)`

// The marker advances to the last event up to `seq`, and never goes back: that of staff in all numberings, where the seqs of the sides are those
// of the last events that they see; that of others in the one of their side.
const MARKERS = {
  staff: {
    columns: ['seq', 'public_seq', 'message_count', 'public_message_count', 'shop_seq'],
    values: `e.seq, ${upTo('public_seq')}, e.message_count, e.public_message_count, ${upTo('shop_seq')}`,
  },
  requester: {
    columns: ['side', 'public_seq', 'public_message_count'],
    values: `'requester'::ticket_side, e.public_seq, e.public_message_count`,
  },
  shop: {
    columns: ['side', 'public_seq', 'public_message_count'],
    values: `'shop'::ticket_side, e.shop_seq, e.shop_message_count`,
  },
}

const raise = perSide(({ side, seq }) => {
  const { columns, values } = MARKERS[side]
  return statement(`
    INSERT INTO read_markers AS r (user_id, ticket_id, ${columns.join(', ')})
    SELECT $1, $2, ${values} FROM ticket_events e WHERE e.ticket_id = $2 AND e.${seq} <= $3 ORDER BY e.${seq} DESC LIMIT 1
    ON CONFLICT (user_id, ticket_id) DO UPDATE SET ${raised(columns)}`)
})

const exists = statement('SELECT 1 FROM support_tickets WHERE id = $1')

/** Marks a ticket as read by the viewer up to and including `seq`; never goes back, nor beyond the last event. */
export async function markRead(viewer: Viewer, input: { ticketId: string; seq: number }): Promise<void> {
  const { ticketId, seq } = input
  if (!isUuid(ticketId) || !(await exists.first(ticketId))) throw notFound('ticket', 'ticketId')
  await raise(await sideIn(ticketId)).rows(viewer.id, ticketId, Math.max(0, seq))
}
