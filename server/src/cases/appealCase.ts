import { appendEvent } from '../log/appendEvent.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { setTicketStatus } from '../tickets/setStatus.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockDispute, mustBeEscalated, REASON_MAX } from './lockDispute.ts'
import { canAppeal } from './policy.ts'

// A trigger sets when the decision about it is due.
const insert = statement<{ id: string }>(`
  INSERT INTO case_appeals (ticket_id, side, appealed_by, reason) VALUES ($1, $2::ticket_side, $3, $4) RETURNING id`)

/** Appeals the decision of a dispute, once for each side and only for a while. Reopens the ticket. */
export async function appealCase(viewer: Viewer, input: { ticketId: string; reason: string }): Promise<void> {
  const { ticket, dispute } = await lockDispute(input.ticketId)
  if (!canAppeal(viewer)) throw new UserError('FORBIDDEN', 'Only the two sides of a dispute can appeal its decision.')
  mustBeEscalated(dispute)
  if (dispute.appealedSides.includes(dispute.side))
    throw new UserError('CONFLICT', 'Your side has already appealed, and each side can appeal once.')
  if (!dispute.isDecided) throw new UserError('CONFLICT', 'The dispute is not decided.')
  if (!dispute.isAppealable) throw new UserError('CONFLICT', 'The time to appeal is over.')
  const reason = checkedText(input.reason, { field: 'reason', max: REASON_MAX })
  const { id } = (await insert.first(ticket.id, dispute.side, viewer.id, reason))!
  if (hasEnded(ticket.status)) await setTicketStatus(viewer, ticket.id, { from: ticket.status, to: 'open' })
  await appendEvent({
    ticketId: ticket.id,
    kind: 'case_appealed',
    actorId: viewer.id,
    data: { side: dispute.side, appealId: id },
  })
}
