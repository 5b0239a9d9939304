import { audienceScopeOf } from '../log/audienceScope.ts'
import { type CursorFeed, Reset } from '../live/feed.ts'
import {
  comparePositions,
  formatLogPosition,
  logHorizon,
  parseLogPosition,
  readLogAfter,
  readLostAfter,
} from '../live/log.ts'
import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { type Filter, filterSql, Parameters } from './filter.ts'
import { readMatching } from './reads.ts'
import type { TicketRow } from './ticket.ts'

/** The number of events of one read, and the number of missed events after which a client should reload. */
const BATCH = 500
const MISSED_MAX = 10_000
/** States may be delayed: a busy desk then delivers each ticket once, not once per message. In milliseconds. */
const INTERVAL_MS = 100

/** The tickets that changed, in their current state. */
export interface InboxChange {
  /** The feed's position after this change. */
  position: string
  feed: string
  tickets: TicketRow[]
  /** Changed tickets that do not, or no longer, match the filter. */
  removedIds: string[]
}

const missed = statement<{ many: boolean }>(
  `SELECT count(*) > ${MISSED_MAX} AS many FROM (SELECT 1 FROM ticket_events WHERE (txid, id) > ($1::xid8, $2::bigint) LIMIT ${MISSED_MAX + 1}) e`,
)

/** The name of the inbox feed: all staff share one, others each have their own. */
export function inboxFeedName(identity: Identity): string {
  return `inbox:${isStaffRole(identity.role) ? 'staff' : identity.userId}`
}

/**
 * The position of an inbox's cursor. It is valid for one generation of PostgreSQL: a database restored from a backup assigns the same positions
 * again, and what the reader has seen since then must be loaded again.
 */
export function inboxCursorPosition(generation: string, position: string): string {
  return `${generation}/${position}`
}

/** The tickets that change, across the desk, as a feed of states; its positions are positions in the log of all tickets. */
export function inboxFeed(filter: Filter, identity: Identity, generation: string): CursorFeed {
  // An invalid filter is rejected now instead of at every later read.
  filterSql(filter, audienceScopeOf(identity), new Parameters())
  const name = inboxFeedName(identity)
  return {
    topic: 'inbox',
    // What happens in the queue of a private desk changes the lists of people whom nothing else about these tickets concerns.
    ...(isStaffRole(identity.role) && { alsoTopic: 'lost_tickets:staff' }),
    name,
    intervalMs: INTERVAL_MS,
    perViewer: filter.starred != null || filter.unread != null || filter.mine != null,
    now: async () => formatLogPosition(await logHorizon()),
    resume: async (sealed) => {
      // Cursors of version 0.1 have no generation (log/feed.ts).
      const [position = '', of = generation] = sealed.split('/').toReversed()
      const at = parseLogPosition(position)
      if (!at) return new Reset('MALFORMED_CURSOR')
      if (of !== generation) return new Reset('OTHER_HISTORY')
      if (at.txid > (await logHorizon()).txid) return new Reset('FUTURE_CURSOR')
      const { many } = (await missed.first(at.txid.toString(), at.id.toString()))!
      return many ? new Reset('EXPIRED_CURSOR') : position
    },
    read: async (after) => {
      const since = parseLogPosition(after)!
      const [changed, lostSince] = await Promise.all([
        readLogAfter(since, BATCH),
        isStaffRole(identity.role) ? readLostAfter(since, BATCH) : null,
      ])
      const { more, held } = changed
      // Of a full batch, later ones are read with the next.
      const lost = more ? null : lostSince
      const ticketIds = [...new Set([...changed.ticketIds, ...(lost?.ticketIds ?? [])])]
      const position = lost && comparePositions(lost.position, changed.position) > 0 ? lost.position : changed.position
      if (ticketIds.length === 0) return { items: [], more, held }
      const tickets = await readMatching(ticketIds, filter)
      const matching = new Set(tickets.map(({ id }) => id))
      const removedIds = ticketIds.filter((id) => !matching.has(id))
      const value: InboxChange = { position: formatLogPosition(position), feed: name, tickets, removedIds }
      return { items: [{ position: value.position, value }], more, held }
    },
    isBehind: (a, b) => comparePositions(parseLogPosition(a)!, parseLogPosition(b)!) < 0,
  }
}
