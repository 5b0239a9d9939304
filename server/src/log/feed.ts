import { type CursorFeed, Reset } from '../live/feed.ts'
import { statement } from '../platform/database/statement.ts'
import { perSide, type Side } from './audienceScope.ts'
import { readEventsAfter } from './timeline.ts'

/** The maximum number of events of one read. */
const BATCH = 100

const end = perSide((scope) =>
  statement<EventRef>(`SELECT ${scope.lastSeq} AS seq, ${scope.lastKey} AS key FROM support_tickets WHERE id = $1`),
)

// The event is missing for somebody who joined the ticket right after it: they cannot see it.
const known = perSide((scope) =>
  statement<{ last: number; key: number | null }>(`
    SELECT t.${scope.lastSeq} AS last, e.key FROM support_tickets t
    LEFT JOIN ticket_events e ON e.ticket_id = t.id AND e.${scope.seq} = $2 WHERE t.id = $1`),
)

/** An event of a ticket's log: its seq, and the key that tells it from another event with this seq in a restored log. */
interface EventRef {
  seq: number
  key: number
}

/** The name of a ticket's feed for one side, which is part of its cursors. */
export function ticketFeedName(ticketId: string, side: Side): string {
  return `ticket:${ticketId}:${side}`
}

/** The position in a ticket's feed after an event. */
export function positionAfter({ seq, key }: EventRef): string {
  return `${seq}.${(key >>> 0).toString(16).padStart(8, '0')}`
}

/** A ticket's log as a feed, for one side. */
export function ticketFeed(ticketId: string, side: Side): CursorFeed {
  return {
    topic: `ticket:${ticketId}`,
    ticketId,
    name: ticketFeedName(ticketId, side),
    intervalMs: 0,
    perViewer: false,
    now: async () => positionAfter((await end(side).first(ticketId)) ?? { seq: 0, key: 0 }),
    resume: async (position) => {
      if (!/^\d{1,10}(\.[\da-f]{8})?$/.test(position)) return new Reset('MALFORMED_CURSOR')
      const seq = seqOf(position)
      const found = await known(side).first(ticketId, seq)
      if (!found || seq > found.last) return new Reset('FUTURE_CURSOR')
      // Cursors of version 0.1 have no key: they are continued, so that an upgrade does not make every reader load everything again.
      if (!position.includes('.') || found.key === null) return position
      if (positionAfter({ seq, key: found.key }) !== position) return new Reset('OTHER_HISTORY')
      return position
    },
    read: async (after) => {
      const entries = await readEventsAfter(side, ticketId, seqOf(after), BATCH)
      return {
        items: entries.map((entry) => ({ position: positionAfter(entry), value: entry })),
        more: entries.length === BATCH,
        held: false,
      }
    },
    isBehind: (a, b) => seqOf(a) < seqOf(b),
  }
}

const seqOf = (position: string): number => Number.parseInt(position, 10)
