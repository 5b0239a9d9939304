import type { Feed } from '../live/feed.ts'
import type { Side } from '../log/audienceScope.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { hiddenPerson, type Person } from '../viewer/person.ts'
import { type Presence, PRESENCE } from './presence.ts'
import type { PersonPresence } from './rooms.ts'

/** A delivery: a person and their current presence. */
export interface PresenceChange extends PersonPresence {
  user: Person
}

/** The start position: everyone who is present is delivered first. */
export const START = '0'

const peopleOf = statement<{ id: string; side: Side }>(`
  SELECT u.id, CASE WHEN u.role IN ('agent', 'admin') THEN 'staff' WHEN u.id = ANY (t.shop_participant_ids) THEN 'shop' ELSE 'requester' END AS side
  FROM support_tickets t JOIN users u ON u.id = ANY (t.participant_ids) OR u.id = t.assignee_id WHERE t.id = $1
  UNION ALL
  SELECT m.user_id, CASE t.shop_access WHEN 'shop' THEN 'shop' ELSE 'requester' END FROM support_tickets t JOIN shop_members m ON m.shop_id = t.seller_id
  WHERE t.id = $1 AND t.shop_access <> 'none' AND m.removed_at IS NULL AND m.user_id <> ALL (t.participant_ids)`)

/**
 * The presence in a ticket, as a feed of states. Positions are versions of this node and not part of cursors: after a
 * reconnect, the feed starts from the beginning. Each read checks whether the reader may still see the ticket.
 */
export function presenceFeed(presence: Presence, ticketId: string, side: Side): Feed {
  const topic = `${PRESENCE}:${ticketId}:${side}`
  return {
    topic,
    ticketId,
    name: topic,
    intervalMs: 0,
    perViewer: false,
    now: async () => START,
    attend: (connection) => presence.attend(ticketId, side, connection),
    read: async (after) => {
      const people = await peopleOf.rows(ticketId)
      // Empty: the reader can no longer see the ticket, so nothing is delivered.
      if (people.length === 0) return { items: [], more: false, held: false }
      presence.rooms.list(ticketId, people)
      const changes = presence.rooms.after(ticketId, side, Number(after))
      const users = await prisma.user.findMany({ where: { id: { in: changes.map(({ userId }) => userId) } } })
      const byId = new Map(users.map((user) => [user.id, user]))
      const items = changes.flatMap(({ version, ...state }) => {
        // Requesters cannot see an agent who has changed role, but must receive that they stopped typing.
        const hasGone = !state.isTyping && !state.isViewing && !state.isOnline
        const user = byId.get(state.userId) ?? (hasGone ? hiddenPerson(state.userId) : undefined)
        return user ? [{ position: String(version), value: { ...state, user } satisfies PresenceChange }] : []
      })
      return { items, more: false, held: false }
    },
    isBehind: (a, b) => Number(a) < Number(b),
  }
}
