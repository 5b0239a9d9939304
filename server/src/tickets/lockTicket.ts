import { perSide } from '../history/side.ts'
import { isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { TicketPriority, TicketType } from '../generated/prisma/client.ts'
import type { TicketFacts } from './policy.ts'

/** A ticket held against other writers until the operation ends. */
export interface LockedTicket extends TicketFacts {
  id: string
  priority: TicketPriority
  type: TicketType
  tags: string[]
  assigneeId: string | null
  team: string
  version: number
}

const lock = perSide((side) =>
  statement<LockedTicket & Record<string, unknown>>(`
    SELECT id, status, priority, ticket_type AS type, tags, assignee_id AS "assigneeId", team, requester_id AS "requesterId",
      participant_ids::text[] AS "participantIds", ${side.lastSeq} AS version
    FROM support_tickets WHERE id = ANY ($1::uuid[]) AND ${side.mayWrite} ORDER BY id FOR NO KEY UPDATE`),
)

/**
 * Locks the rows of several tickets, always in the same order; those that are not there, or that the viewer takes part in no
 * longer, are left out. Whatever else an operation locks comes after them: docs/decisions/018 has the order.
 */
export function lockTickets(ids: readonly string[]): Promise<LockedTicket[]> {
  return lock(currentOperation().identity).rows(ids)
}

/**
 * Locks a ticket's row for a change that depends on what it is. Throws NOT_FOUND, and CONFLICT when the caller expected
 * another version: somebody else was faster.
 */
export async function lockTicket(ticketId: string, expectedVersion?: number | null): Promise<LockedTicket> {
  const [ticket] = isUuid(ticketId) ? await lockTickets([ticketId]) : []
  if (!ticket) throw notFound('ticket', 'ticketId')
  if (expectedVersion != null && expectedVersion !== ticket.version) {
    throw new UserError('CONFLICT', 'The ticket has changed meanwhile. This is how it is now.', [
      'input',
      'expectedVersion',
    ])
  }
  return ticket
}
