import { appendEvent } from '../log/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockTickets } from '../tickets/lockTicket.ts'
import { isStaff } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { withAdmission } from './admission.ts'

const leave = statement(
  'UPDATE ticket_participants SET left_at = now() WHERE ticket_id = $1 AND user_id = (SELECT viewer_id())',
)
const hasLeft = statement(
  'SELECT 1 FROM ticket_participants WHERE ticket_id = $1 AND user_id = (SELECT viewer_id()) AND left_at IS NOT NULL',
)

/** Leaves a ticket that the viewer has joined; they can no longer see it. Leaving again is harmless. */
export async function leaveTicket(viewer: Viewer, { ticketId }: { ticketId: string }): Promise<void> {
  const [ticket] = isUuid(ticketId) ? await lockTickets([ticketId]) : []
  if (!ticket) {
    if (isUuid(ticketId) && (await hasLeft.first(ticketId))) return
    throw notFound('ticket', 'ticketId')
  }
  if (isStaff(viewer) || ticket.requesterId === viewer.id || !ticket.participantIds.includes(viewer.id))
    throw new UserError('FORBIDDEN', 'Only participants who have joined a ticket can leave it.')
  const data = { userId: viewer.id }
  await appendEvent({ ticketId, kind: 'participant_removed', actorId: viewer.id, data })
  // After leaving they cannot see the ticket, whose participants change.
  await withAdmission(ticketId, () => leave.rows(ticketId))
}
