import type { CaseOutcome } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { setTicketStatus } from '../tickets/setStatus.ts'
import { isStaff } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockDispute, mustBeEscalated, REASON_MAX } from './lockDispute.ts'
import { canDecideCase } from './policy.ts'

const decideFirst = statement(`
  UPDATE cases SET outcome = $2::case_outcome, decision_reason = $3, decided_by = $4, decided_at = clock_timestamp() WHERE ticket_id = $1`)
const decideAppeal = statement(`
  UPDATE case_appeals SET outcome = $2::case_outcome, decision_reason = $3, decided_by = $4, decided_at = clock_timestamp() WHERE id = $1`)
// Once both sides have appealed, the decision is final.
const settle = statement(`
  UPDATE cases SET due_at = NULL,
    appealable_until = CASE WHEN $2::int < 2 THEN clock_timestamp() + make_interval(days => (SELECT appeal_days FROM desk_settings)) END
  WHERE ticket_id = $1`)

/** Decides a dispute, or an appeal against its decision; the first decision is kept. Resolves the ticket. */
export async function decideCase(
  viewer: Viewer,
  input: { ticketId: string; outcome: CaseOutcome; reason: string },
): Promise<void> {
  const { ticket, dispute } = await lockDispute(input.ticketId)
  if (!isStaff(viewer)) throw new UserError('FORBIDDEN', 'Only staff can decide a dispute.')
  mustBeEscalated(dispute)
  if (dispute.isDecided) throw new UserError('CONFLICT', 'The dispute is already decided.')
  if (!canDecideCase(viewer, dispute))
    throw new UserError('FORBIDDEN', 'An appeal is decided by somebody who has not decided the dispute before.')
  const reason = checkedText(input.reason, { field: 'reason', max: REASON_MAX })
  const appealId = dispute.openAppealId
  const decide = appealId ? decideAppeal : decideFirst
  await decide.rows(appealId ?? ticket.id, input.outcome, reason, viewer.id)
  await settle.rows(ticket.id, dispute.appealedSides.length)
  if (!hasEnded(ticket.status)) await setTicketStatus(viewer, ticket.id, { from: ticket.status, to: 'resolved' })
  await appendEvent({
    ticketId: ticket.id,
    kind: 'case_decided',
    actorId: viewer.id,
    data: { outcome: input.outcome, appealId },
  })
}
