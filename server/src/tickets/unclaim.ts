import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { nameOf, staffOnly, writeAssignment } from './assigning.ts'
import { ASSIGNMENTS, lockTicket } from './lockTicket.ts'
import { canUnclaim } from './policy.ts'

/** Returns a ticket to the queue: the viewer's own, or for admins any ticket. An unassigned ticket does not change. */
export async function unclaim(
  viewer: Viewer,
  input: { ticketId: string; expectedVersion?: number | null },
): Promise<void> {
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion, unless: ASSIGNMENTS })
  staffOnly(viewer)
  if (ticket.assigneeId === null) return
  if (!canUnclaim(viewer, ticket)) {
    throw new UserError(
      'FORBIDDEN',
      `${await nameOf(ticket.assigneeId)} is assigned to this ticket. Only they and admins can unassign it.`,
    )
  }
  await writeAssignment(viewer, ticket, { assigneeId: null, team: ticket.team, kind: 'unclaimed' })
}
