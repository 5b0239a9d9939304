import { statement } from '../platform/database/statement.ts'
import { notFound } from '../platform/userError.ts'
import { readTicket } from '../tickets/reads.ts'
import type { Viewer } from '../viewer/viewer.ts'

const decline = statement(
  'UPDATE screen_share_asks SET declined_at = now() WHERE person_id = $1 AND ticket_id = $2 AND declined_at IS NULL',
)

/** Declines all pending requests to share the viewer's screen in a ticket. Declining again changes nothing. */
export async function declineScreenShare(viewer: Viewer, input: { ticketId: string }): Promise<void> {
  const ticket = await readTicket(input.ticketId)
  if (!ticket) throw notFound('ticket', 'ticketId')
  await decline.rows(viewer.id, ticket.id)
}
