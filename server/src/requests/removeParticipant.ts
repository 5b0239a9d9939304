import { appendEvent } from '../log/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'

const part = statement<{ left: boolean }>(
  'SELECT left_at IS NOT NULL AS left FROM ticket_participants WHERE ticket_id = $1 AND user_id = $2',
)
const leave = statement('UPDATE ticket_participants SET left_at = now() WHERE ticket_id = $1 AND user_id = $2')

/**
 * Staff: removes a participant. Nothing that is committed after this reaches them, also on open feeds. Repeating it is
 * harmless.
 */
export async function removeParticipant(
  viewer: Viewer,
  { ticketId, userId }: { ticketId: string; userId: string },
): Promise<void> {
  const ticket = await lockTicket(ticketId)
  staffOnly(viewer)
  if (ticket.requesterId === userId)
    throw new UserError('FORBIDDEN', 'The requester cannot be removed from their ticket.', ['input', 'userId'])
  const found = isUuid(userId) ? await part.first(ticketId, userId) : undefined
  if (!found) throw notFound('participant', 'userId')
  if (found.left) return
  await leave.rows(ticketId, userId)
  await appendEvent({ ticketId, kind: 'participant_removed', actorId: viewer.id, data: { userId } })
}
