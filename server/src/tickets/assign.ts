import type { Viewer } from '../viewer/viewer.ts'
import { checkAgent, staffOnly, writeAssignment } from './assigning.ts'
import { checkTeam } from './holdTeams.ts'
import { ASSIGNMENTS, lockTicket } from './lockTicket.ts'

/**
 * Assigns a ticket to a staff member or a team, or unassigns it (`agentId: null`). Omitted fields do not change. An
 * unassigned ticket is open again.
 */
export async function assign(
  viewer: Viewer,
  input: { ticketId: string; agentId?: string | null; team?: string | null; expectedVersion?: number | null },
): Promise<void> {
  const ticket = await lockTicket(input.ticketId, { version: input.expectedVersion, unless: ASSIGNMENTS })
  staffOnly(viewer)
  const assigneeId = input.agentId === undefined ? ticket.assigneeId : input.agentId
  const team = input.team ?? ticket.team
  if (assigneeId === ticket.assigneeId && team === ticket.team) return
  if (assigneeId !== null && assigneeId !== ticket.assigneeId) await checkAgent(assigneeId)
  if (team !== ticket.team) await checkTeam(team)
  await writeAssignment(viewer, ticket, { assigneeId, team, kind: 'assigned' })
}
