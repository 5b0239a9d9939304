import { appendEvent } from '../log/appendEvent.ts'
import type { TicketStatus } from '../generated/prisma/client.ts'
import { statusInQueue, statusOfClaim } from '../log/ticketStatus.ts'
import { isUuid } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { assignmentData } from './changeTickets.ts'
import { holdAssignees } from './holdAssignees.ts'
import type { LockedTicket } from './lockTicket.ts'
import { isStaff } from './policy.ts'
import { setTicketStatus } from './setStatus.ts'

interface Assignment {
  assigneeId: string | null
  team: string
  kind: 'claimed' | 'unclaimed' | 'assigned'
}

// The trigger release_claim() ends a claim when another person is assigned; moving the ticket to another team keeps it.
const setAssignee = statement(`
  UPDATE support_tickets SET assignee_id = $2, team = $3, claimed_at = CASE WHEN $4 THEN clock_timestamp() ELSE claimed_at END
  WHERE id = $1`)

/**
 * Assigns a locked ticket to a person (or unassigns it) and to a team, sets the resulting status, and appends both to its
 * history.
 */
export async function writeAssignment(viewer: Viewer, ticket: LockedTicket, to: Assignment): Promise<void> {
  await setAssignee.rows(ticket.id, to.assigneeId, to.team, to.kind === 'claimed')
  await appendEvent({ ticketId: ticket.id, kind: to.kind, actorId: viewer.id, data: assignmentData(ticket, to) })
  const status = statusAfter(ticket.status, to)
  if (status !== ticket.status) await setTicketStatus(viewer, ticket.id, { from: ticket.status, to: status })
}

function statusAfter(
  status: TicketStatus,
  { assigneeId, kind }: Pick<Assignment, 'assigneeId' | 'kind'>,
): TicketStatus {
  if (assigneeId === null) return statusInQueue(status)
  return kind === 'claimed' ? statusOfClaim(status) : status
}

/** The name of a person, for an error that names who made the other change. */
export async function nameOf(id: string): Promise<string> {
  return (await prisma.user.findFirst({ where: { id }, select: { name: true } }))?.name ?? 'Another user'
}

/** Throws NOT_FOUND unless this person can be assigned tickets, which stays true until the operation ends. */
export async function checkAgent(id: string): Promise<void> {
  if (!isUuid(id) || (await holdAssignees([id])).size === 0) throw notFound('agent', 'agentId')
}

/** Throws FORBIDDEN unless the viewer is staff. */
export function staffOnly(viewer: Pick<Viewer, 'role'>): void {
  if (!isStaff(viewer)) throw new UserError('FORBIDDEN', 'Only staff can do this.')
}
