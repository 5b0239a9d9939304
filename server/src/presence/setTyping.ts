import type { Audience } from '../generated/prisma/client.ts'
import { sayWithin } from '../live/passingWords.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { wordsOf } from './claims.ts'
import { canTypeTo } from './policy.ts'
import { PRESENCE } from './presence.ts'

/** Who types counts as typing for so long unless they say so again, in milliseconds. */
const TYPING_MS = 6_000

const exists = statement('SELECT 1 FROM support_tickets WHERE id = $1')

/**
 * Says that the viewer types in a ticket, or has stopped: told to those who look at it, and stored nowhere. Typing a note
 * is told to staff alone.
 */
export async function setTyping(
  viewer: Viewer,
  input: { ticketId: string; typing: boolean; audience: Audience },
): Promise<void> {
  const { ticketId, typing, audience } = input
  if (!canTypeTo(viewer, audience)) throw new UserError('FORBIDDEN', 'Only staff write internal notes.')
  if (!isUuid(ticketId) || !(await exists.first(ticketId))) throw notFound('ticket', 'ticketId')
  const [word] = wordsOf('', [
    {
      doing: audience === 'staff' ? 'noting' : 'typing',
      ticketId,
      userId: viewer.id,
      isStaff: isStaffRole(viewer.role),
      ms: typing ? TYPING_MS : 0,
    },
  ])
  await sayWithin(PRESENCE, word!)
}
