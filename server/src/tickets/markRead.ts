import { perAudienceScope } from '../log/audienceScope.ts'
import { isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'

// The marker advances to the last event up to `seq`, in both numberings, and never goes back. The public seq of a staff marker
// is that of the last event that participants see.
const raise = perAudienceScope((scope) => {
  const both = scope.name === 'staff'
  const columns = both
    ? ['seq', 'public_seq', 'message_count', 'public_message_count']
    : ['public_seq', 'public_message_count']
  const values = both
    ? `e.seq, coalesce((SELECT max(p.public_seq) FROM ticket_events p WHERE p.ticket_id = $2 AND p.seq <= e.seq), 0), e.message_count, e.public_message_count`
    : 'e.public_seq, e.public_message_count'
  return statement(`
    INSERT INTO read_markers AS r (user_id, ticket_id, ${columns.join(', ')})
    SELECT $1, $2, ${values} FROM ticket_events e WHERE e.ticket_id = $2 AND e.${scope.seq} <= $3 ORDER BY e.${scope.seq} DESC LIMIT 1
    ON CONFLICT (user_id, ticket_id) DO UPDATE SET ${columns.map((column) => `${column} = greatest(r.${column}, excluded.${column})`).join(', ')}`)
})

const exists = statement('SELECT 1 FROM support_tickets WHERE id = $1')

/** Marks a ticket as read by the viewer up to and including `seq`; never goes back, nor beyond the last event. */
export async function markRead(viewer: Viewer, input: { ticketId: string; seq: number }): Promise<void> {
  const { ticketId, seq } = input
  if (!isUuid(ticketId) || !(await exists.first(ticketId))) throw notFound('ticket', 'ticketId')
  await raise(currentOperation().identity).rows(viewer.id, ticketId, Math.max(0, seq))
}
