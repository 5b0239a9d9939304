import type { TicketSide } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'

const find = statement<{ ticketId: string }>('SELECT ticket_id AS "ticketId" FROM evidence_requests WHERE id = $1')
const answer = statement<{ side: TicketSide }>(`
  UPDATE evidence_requests SET answered_at = clock_timestamp(), answered_by = $2 WHERE id = $1 AND answered_at IS NULL RETURNING side`)
const returnTurn = statement(`
  UPDATE support_tickets SET waiting_on = 'staff', waiting_since = clock_timestamp()
  WHERE id = $1 AND waiting_on IS DISTINCT FROM 'staff' AND NOT has_ended(status)`)

/** Marks a request for evidence as answered: by the side that was asked, or by staff. Returns the ticket's id. */
export async function answerEvidence(viewer: Viewer, input: { requestId: string }): Promise<string> {
  const found = isUuid(input.requestId) ? await find.first(input.requestId) : undefined
  if (!found) throw notFound('request for evidence', 'requestId')
  const { id } = await lockTicket(found.ticketId)
  const answered = await answer.first(input.requestId, viewer.id)
  if (!answered) throw new UserError('CONFLICT', 'The request is already answered.')
  await returnTurn.rows(id)
  await appendEvent({
    ticketId: id,
    kind: 'evidence_answered',
    actorId: viewer.id,
    audience: answered.side,
    data: { side: answered.side, requestId: input.requestId },
  })
  return id
}
