import { appendEvent } from '../log/appendEvent.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { decideChatRequest } from './decideChatRequest.ts'
import { admit } from './admit.ts'

const asked = statement<{ id: string }>(
  `SELECT id FROM chat_requests WHERE ticket_id = $1 AND requester_id = $2 AND status = 'pending'`,
)
const sees = statement<{ everything: boolean }>(
  'SELECT since_public_seq = 0 AS everything FROM ticket_participants WHERE ticket_id = $1 AND user_id = $2 AND left_at IS NULL',
)

/**
 * Staff: adds a person to a ticket, with new messages only or the full history. This accepts a pending request.
 * Existing participants are not changed.
 */
export async function addParticipant(
  viewer: Viewer,
  { ticketId, userId, fromStart = false }: { ticketId: string; userId: string; fromStart?: boolean | null },
): Promise<void> {
  const ticket = await lockTicket(ticketId)
  staffOnly(viewer)
  const request = isUuid(userId) ? await asked.first(ticketId, userId) : undefined
  if (request) return decideChatRequest(viewer, { requestId: request.id, accept: true, fromStart })
  await checkJoiner(userId)
  if (ticket.requesterId === userId) return
  const now = await sees.first(ticketId, userId)
  if (now && (now.everything || !fromStart)) return
  await admit(ticketId, userId, fromStart === true)
  const data = { userId, ...(fromStart && { fromStart }) }
  await appendEvent({ ticketId, kind: 'participant_added', actorId: viewer.id, data })
}

/** Throws NOT_FOUND unless there is such a person, and VALIDATION for staff. */
async function checkJoiner(userId: string): Promise<void> {
  const person = isUuid(userId)
    ? await prisma.user.findFirst({ where: { id: userId, disabledAt: null }, select: { role: true } })
    : null
  if (!person) throw notFound('person', 'userId')
  if (isStaffRole(person.role))
    throw new UserError('VALIDATION', 'Staff can already see every ticket.', ['input', 'userId'])
}
