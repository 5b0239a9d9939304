import { appendEvent } from '../log/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { holdAssignees } from './holdAssignees.ts'
import type { LockedTicket } from './lockTicket.ts'
import { isStaff } from './policy.ts'
import { setTicketStatus } from './setStatus.ts'

// Only what somebody has taken themselves runs out; moving it to another team leaves it a claim.
const setAssignee = statement(`
  UPDATE support_tickets SET assignee_id = $2, team = $3,
    claimed_at = CASE WHEN $4 THEN clock_timestamp() WHEN assignee_id IS NOT DISTINCT FROM $2 THEN claimed_at END
  WHERE id = $1`)

/** Gives a locked ticket to somebody (or nobody) and a team, and says so in its history. */
export async function writeAssignment(
  viewer: Viewer,
  ticket: LockedTicket,
  to: { assigneeId: string | null; team: string; kind: 'claimed' | 'unclaimed' | 'assigned' },
): Promise<void> {
  await setAssignee.rows(ticket.id, to.assigneeId, to.team, to.kind === 'claimed')
  // The history names the team only if it changed.
  const data = { assigneeId: to.assigneeId, ...(to.team !== ticket.team && { team: to.team }) }
  await appendEvent({ ticketId: ticket.id, kind: to.kind, actorId: viewer.id, data })
}

/** Claiming a ticket sets it in progress; unassigning it sets it open. */
export async function followWithStatus(
  viewer: Viewer,
  ticket: LockedTicket,
  to: 'open' | 'in_progress',
): Promise<void> {
  const from = to === 'open' ? 'in_progress' : 'open'
  if (ticket.status === from) await setTicketStatus(viewer, ticket.id, { from, to })
}

/** The name of a person, for an error that says who was faster. */
export async function nameOf(id: string): Promise<string> {
  return (await prisma.user.findFirst({ where: { id }, select: { name: true } }))?.name ?? 'Somebody else'
}

/** Throws NOT_FOUND unless this is a person who can be assigned tickets; they then stay so until the operation ends. */
export async function checkAgent(id: string): Promise<void> {
  if (!isUuid(id) || (await holdAssignees([id])).size === 0) throw notFound('agent', 'agentId')
}

/** Throws NOT_FOUND unless there is such a team. */
export async function checkTeam(name: string): Promise<void> {
  if (!(await prisma.team.findFirst({ where: { name } }))) throw notFound('team', 'team')
}

/** Throws FORBIDDEN for everybody but staff. */
export function staffOnly(viewer: Pick<Viewer, 'role'>): void {
  if (!isStaff(viewer)) throw new UserError('FORBIDDEN', 'Only staff can do this.')
}
