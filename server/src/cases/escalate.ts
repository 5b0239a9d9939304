import { appendEvent } from '../log/appendEvent.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { setTicketStatus } from '../tickets/setStatus.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockDispute, REASON_MAX } from './lockDispute.ts'
import { canEscalate } from './policy.ts'

// A trigger routes the ticket to the team for disputes and sets when the decision is due.
const insert = statement(
  'INSERT INTO cases (ticket_id, escalated_by, side, reason, after_deadline) VALUES ($1, $2, $3::ticket_side, $4, $5)',
)

/**
 * Asks the platform to step in. The requester's side needs no reason once the shop's deadline has passed. A ticket that has ended is
 * reopened. Throws CONFLICT if one of the sides was first.
 */
export async function escalate(viewer: Viewer, input: { ticketId: string; reason?: string | null }): Promise<void> {
  const { ticket, dispute } = await lockDispute(input.ticketId)
  if (!canEscalate(viewer, dispute))
    throw new UserError('FORBIDDEN', 'Only the two sides of a ticket with a shop can ask the platform to step in.')
  if (dispute.isEscalated) throw new UserError('CONFLICT', 'The platform was already asked to step in.')
  const afterDeadline = dispute.side === 'requester' && dispute.isShopOverdue
  const reason = checkedText(input.reason ?? '', { field: 'reason', max: REASON_MAX, optional: afterDeadline }) || null
  await insert.rows(ticket.id, viewer.id, dispute.side, reason, afterDeadline)
  if (hasEnded(ticket.status)) await setTicketStatus(viewer, ticket.id, { from: ticket.status, to: 'open' })
  await appendEvent({
    ticketId: ticket.id,
    kind: 'case_escalated',
    actorId: viewer.id,
    data: { side: dispute.side, afterDeadline },
  })
}
