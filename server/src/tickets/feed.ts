import { audienceScopeOf } from '../log/audienceScope.ts'
import type { Feed } from '../live/feed.ts'
import { comparePositions, formatLogPosition, logHorizon, parseLogPosition, readLogAfter } from '../live/log.ts'
import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { type Filter, filterSql, Parameters } from './filter.ts'
import { readMatching } from './reads.ts'
import type { TicketRow } from './ticket.ts'

/** Events that one read takes in, and how many may have been missed before a client had better load afresh. */
const BATCH = 500
const MISSED_MAX = 10_000
/** States may wait a little: a busy desk then delivers each ticket once, not once a message. In milliseconds. */
const INTERVAL_MS = 100

/** The tickets that changed, as they are now. */
export interface InboxChange {
  /** Where the feed is after this change. */
  position: string
  feed: string
  tickets: TicketRow[]
  /** Tickets that changed and do not match the filter (any more). */
  removedIds: string[]
}

const missed = statement<{ many: boolean }>(
  `SELECT count(*) > ${MISSED_MAX} AS many FROM (SELECT 1 FROM ticket_events WHERE (txid, id) > ($1::xid8, $2::bigint) LIMIT ${MISSED_MAX + 1}) e`,
)

/** The name of the inbox feed: all staff share one, everyone else has their own. */
export function inboxFeedName(identity: Identity): string {
  return `inbox:${isStaffRole(identity.role) ? 'staff' : identity.userId}`
}

/** Tickets that change, across the desk, as a feed of states; positions are places in the log of all tickets. */
export function inboxFeed(filter: Filter, identity: Identity): Feed {
  // A filter that cannot be is refused now, rather than at every read from then on.
  filterSql(filter, audienceScopeOf(identity), new Parameters())
  const name = inboxFeedName(identity)
  return {
    topic: 'inbox',
    name,
    intervalMs: INTERVAL_MS,
    perViewer: filter.starred != null || filter.unread != null || filter.mine != null,
    now: async () => formatLogPosition(await logHorizon()),
    refuses: async (position) => {
      const at = parseLogPosition(position)
      if (!at) return 'MALFORMED_CURSOR'
      if (at.txid > (await logHorizon()).txid) return 'FUTURE_CURSOR'
      return (await missed.first(at.txid.toString(), at.id.toString()))!.many ? 'EXPIRED_CURSOR' : null
    },
    read: async (after) => {
      const { ticketIds, position, more, held } = await readLogAfter(parseLogPosition(after)!, BATCH)
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
