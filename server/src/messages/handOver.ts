import { isUuid } from '../platform/database/identity.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { assign } from '../tickets/assign.ts'
import { checkAgent, staffOnly } from '../tickets/assigning.ts'
import { checkTeam } from '../tickets/holdTeams.ts'
import { ASSIGNMENTS, lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { readMessage } from './reads.ts'
import { sendMessage } from './sendMessage.ts'

/** The new assignee of a ticket, and a note for them. */
interface HandOver {
  ticketId: string
  agentId?: string | null
  team?: string | null
  note: string
  /** The UUID that the client generated, which becomes the note's id. */
  clientId: string
  expectedVersion?: number | null
}

/**
 * Hands a ticket over to a person or a team with an internal note, atomically. Repeating the same `clientId` changes nothing.
 */
export async function handOver(viewer: Viewer, { note, clientId, ...to }: HandOver): Promise<void> {
  checkedText(note, { field: 'note', max: 20_000, verbatim: true })
  const ticket = await lockTicket(to.ticketId)
  staffOnly(viewer)
  const message = { ticketId: ticket.id, clientId, body: note, audience: 'staff' } as const
  // A retry does not depend on who is assigned now. Another note with this id is reported as a conflict.
  if (isUuid(clientId) && (await readMessage(clientId.toLowerCase()))) return void (await sendMessage(viewer, message))
  if (to.agentId == null && to.team == null)
    throw new UserError('VALIDATION', 'Choose a person or a team.', ['input', 'agentId'])
  await lockTicket(ticket.id, { version: to.expectedVersion, unless: ASSIGNMENTS })
  if (to.agentId != null) await checkAgent(to.agentId)
  if (to.team != null) await checkTeam(to.team)
  await sendMessage(viewer, message)
  await assign(viewer, { ticketId: ticket.id, agentId: to.agentId, team: to.team })
}
