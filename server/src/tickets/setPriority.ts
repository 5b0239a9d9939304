import type { TicketPriority } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTicket } from './lockTicket.ts'
import { canSetPriority } from './policy.ts'

const update = statement('UPDATE support_tickets SET priority = $2::ticket_priority WHERE id = $1')

/** Sets the priority of a ticket. Setting the current value changes nothing. */
export async function setPriority(
  viewer: Viewer,
  input: { ticketId: string; priority: TicketPriority; expectedVersion?: number | null },
): Promise<void> {
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion, unless: ['priority_changed'] })
  if (!canSetPriority(viewer, ticket))
    throw new UserError('FORBIDDEN', 'Only the requester and staff can change the priority.')
  if (ticket.priority === input.priority) return
  await update.rows(ticket.id, input.priority)
  await appendEvent({
    ticketId: ticket.id,
    kind: 'priority_changed',
    actorId: viewer.id,
    data: { from: ticket.priority, to: input.priority },
  })
}
