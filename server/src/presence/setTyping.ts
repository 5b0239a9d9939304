import type { Audience } from '../generated/prisma/client.ts'
import { broadcastOnCommit } from '../live/broadcast.ts'
import { perAudienceScope, type Side } from '../log/audienceScope.ts'
import { canWriteTo } from '../log/policy.ts'
import { isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { encodeLeases } from './leases.ts'
import { canTypeTo } from './policy.ts'
import { PRESENCE } from './presence.ts'

/** How long a person counts as typing unless they renew it, in milliseconds. */
const TYPING_MS = 6_000

const found = perAudienceScope((scope) =>
  statement<{ side: Side; hasShopSide: boolean }>(
    `SELECT ${scope.side('t')} AS side, t.has_shop_side AS "hasShopSide" FROM support_tickets t WHERE t.id = $1`,
  ),
)
const ACTIVITIES = {
  participants: 'typing',
  staff: 'noting',
  requester: 'typing_requester',
  shop: 'typing_shop',
} as const

/**
 * Broadcasts that the viewer is typing in a ticket, or has stopped, to those who view it and are in the audience. Nothing is stored.
 */
export async function setTyping(
  viewer: Viewer,
  input: { ticketId: string; typing: boolean; audience: Audience },
): Promise<void> {
  const { ticketId, typing, audience } = input
  const refused = () => new UserError('FORBIDDEN', 'You cannot write to this audience.', ['input', 'audience'])
  if (!canWriteTo(viewer, audience)) throw refused()
  const ticket = isUuid(ticketId) ? await found(currentOperation().identity).first(ticketId) : undefined
  if (!ticket) throw notFound('ticket', 'ticketId')
  if (!canTypeTo(ticket.side, ticket.hasShopSide, audience)) throw refused()
  const [message] = encodeLeases('', [
    {
      activity: ACTIVITIES[audience],
      ticketId,
      userId: viewer.id,
      side: ticket.side,
      ms: typing ? TYPING_MS : 0,
    },
  ])
  await broadcastOnCommit(PRESENCE, message!)
}
