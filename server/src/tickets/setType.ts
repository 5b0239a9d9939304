import type { TicketType } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { staffOnly } from './assigning.ts'
import { lockTicket } from './lockTicket.ts'

const update = statement('UPDATE support_tickets SET ticket_type = $2::ticket_type WHERE id = $1')

/** Sets the type of a ticket. Setting the current value changes nothing. */
export async function setType(
  viewer: Viewer,
  input: { ticketId: string; type: TicketType; expectedVersion?: number | null },
): Promise<void> {
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion, unless: ['type_changed'] })
  staffOnly(viewer)
  if (ticket.type === input.type) return
  await update.rows(ticket.id, input.type)
  const data = { from: ticket.type, to: input.type }
  await appendEvent({ ticketId: ticket.id, kind: 'type_changed', actorId: viewer.id, data })
}
