import type { TicketSide } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockDispute, mustBeEscalated, REASON_MAX } from './lockDispute.ts'
import { canRequestEvidence } from './policy.ts'

/** The latest date by which evidence can be asked for, in days. */
const DUE_MAX_DAYS = 90
const DAY_MS = 24 * 3_600_000

const insert = statement<{ id: string }>(`
  INSERT INTO evidence_requests (ticket_id, side, text, requested_by, due_at) VALUES ($1, $2::ticket_side, $3, $4, $5) RETURNING id`)
// The other side does not see whose turn it is: the columns that both sides share stay as they are.
const waitFor = statement(`
  UPDATE support_tickets SET waiting_on = $2::waiting_on, waiting_since = clock_timestamp()
  WHERE id = $1 AND waiting_on IS DISTINCT FROM $2::waiting_on AND NOT has_ended(status)`)

/** Asks one side of a dispute for evidence by a date. Its next message answers the request; the other side does not see it. */
export async function requestEvidence(
  viewer: Viewer,
  input: { ticketId: string; from: TicketSide; text: string; dueAt: Date },
): Promise<void> {
  const { ticket, dispute } = await lockDispute(input.ticketId)
  if (!canRequestEvidence(viewer)) throw new UserError('FORBIDDEN', 'Only staff can ask for evidence.')
  mustBeEscalated(dispute)
  if (dispute.isDecided) throw new UserError('CONFLICT', 'The dispute is decided.')
  if (input.from === 'shop' && !dispute.hasShopSide)
    throw new UserError('VALIDATION', 'The shop does not take part in this ticket. Ask it in first.', ['input', 'from'])
  const text = checkedText(input.text, { field: 'text', max: REASON_MAX })
  const ahead = input.dueAt.getTime() - Date.now()
  if (ahead <= 0 || ahead > DUE_MAX_DAYS * DAY_MS)
    throw new UserError('VALIDATION', `Choose a time within the next ${DUE_MAX_DAYS} days.`, ['input', 'dueAt'])
  const { id } = (await insert.first(ticket.id, input.from, text, viewer.id, input.dueAt))!
  await waitFor.rows(ticket.id, input.from)
  await appendEvent({
    ticketId: ticket.id,
    kind: 'evidence_requested',
    actorId: viewer.id,
    audience: input.from,
    data: { side: input.from, requestId: id },
  })
}
