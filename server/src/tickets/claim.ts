import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { nameOf, staffOnly, writeAssignment } from './assigning.ts'
import { holdAssignees } from './holdAssignees.ts'
import { ASSIGNMENTS, lockTicket } from './lockTicket.ts'
import { canClaim } from './policy.ts'

/**
 * Claims a ticket. If several claim at once, exactly one succeeds; the others get a CONFLICT that names the assignee.
 * Claiming one's own ticket changes nothing.
 */
export async function claim(
  viewer: Viewer,
  input: { ticketId: string; expectedVersion?: number | null },
): Promise<void> {
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion, unless: ASSIGNMENTS })
  staffOnly(viewer)
  if (ticket.assigneeId === viewer.id) return
  if (ticket.assigneeId !== null)
    throw new UserError('CONFLICT', `${await nameOf(ticket.assigneeId)} has claimed this ticket.`)
  if (!canClaim(viewer, ticket))
    throw new UserError('FORBIDDEN', 'Resolved and closed tickets cannot be claimed. Reopen the ticket first.')
  if (!(await holdAssignees([viewer.id])).has(viewer.id))
    throw new UserError('FORBIDDEN', 'Your account can no longer be assigned tickets.')
  await writeAssignment(viewer, ticket, { assigneeId: viewer.id, team: ticket.team, kind: 'claimed' })
}
