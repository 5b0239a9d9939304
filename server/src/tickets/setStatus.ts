import type { EventKind, TicketStatus } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTicket } from './lockTicket.ts'
import { canSetStatus } from './policy.ts'

const update = statement('UPDATE support_tickets SET status = $2::ticket_status WHERE id = $1')

/** Opens, resolves, closes or reopens a ticket. Setting the current value changes nothing. */
export async function setStatus(
  viewer: Viewer,
  input: { ticketId: string; status: TicketStatus; expectedVersion?: number | null },
): Promise<void> {
  // Ending a ticket conflicts with messages that the viewer has not read.
  const unless: EventKind[] = hasEnded(input.status) ? ['status_changed', 'message_added'] : ['status_changed']
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion, unless })
  if (!canSetStatus(viewer, ticket, input.status))
    throw new UserError('FORBIDDEN', 'Only the requester and staff can change the status this way.')
  if (ticket.status !== input.status)
    await setTicketStatus(viewer, ticket.id, { from: ticket.status, to: input.status })
}

/** The write of setStatus and of a reply that reopens. */
export async function setTicketStatus(
  viewer: Pick<Viewer, 'id'>,
  ticketId: string,
  change: { from: TicketStatus; to: TicketStatus },
): Promise<void> {
  await update.rows(ticketId, change.to)
  await appendEvent({ ticketId, kind: 'status_changed', actorId: viewer.id, data: change })
}
