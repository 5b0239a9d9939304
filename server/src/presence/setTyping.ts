import type { Audience } from '../generated/prisma/client.ts'
import { broadcastOnCommit } from '../live/broadcast.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { encodeLeases } from './leases.ts'
import { canTypeTo } from './policy.ts'
import { PRESENCE } from './presence.ts'

/** How long a person counts as typing unless they renew it, in milliseconds. */
const TYPING_MS = 6_000

const exists = statement('SELECT 1 FROM support_tickets WHERE id = $1')

/**
 * Broadcasts that the viewer is typing in a ticket, or has stopped, to those who view it. Nothing is stored. Only staff see
 * that a person is typing a note.
 */
export async function setTyping(
  viewer: Viewer,
  input: { ticketId: string; typing: boolean; audience: Audience },
): Promise<void> {
  const { ticketId, typing, audience } = input
  if (!canTypeTo(viewer, audience)) throw new UserError('FORBIDDEN', 'Only staff can write internal notes.')
  if (!isUuid(ticketId) || !(await exists.first(ticketId))) throw notFound('ticket', 'ticketId')
  const [message] = encodeLeases('', [
    {
      activity: audience === 'staff' ? 'noting' : 'typing',
      ticketId,
      userId: viewer.id,
      isStaff: isStaffRole(viewer.role),
      ms: typing ? TYPING_MS : 0,
    },
  ])
  await broadcastOnCommit(PRESENCE, message!)
}
