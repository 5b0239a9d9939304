import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { perAudienceScope, audienceScopeOf } from './audienceScope.ts'
import { readEventsAfter } from './timeline.ts'

/** The maximum number of events of one read. */
const BATCH = 100

const lastSeq = perAudienceScope((scope) =>
  statement<{ seq: number }>(`SELECT ${scope.lastSeq} AS seq FROM support_tickets WHERE id = $1`),
)

/** The name of a ticket's feed for one audience, which is part of its cursors. */
export function ticketFeedName(ticketId: string, identity: Identity): string {
  return `ticket:${ticketId}:${audienceScopeOf(identity).name}`
}

/** A ticket's log as a feed; positions are seqs. */
export function ticketFeed(ticketId: string, identity: Identity): Feed {
  const last = async () => (await lastSeq(currentOperation().identity).first(ticketId))?.seq ?? 0
  return {
    topic: `ticket:${ticketId}`,
    name: ticketFeedName(ticketId, identity),
    intervalMs: 0,
    perViewer: false,
    now: async () => String(await last()),
    refuses: async (position) => {
      if (!/^\d{1,10}$/.test(position)) return 'MALFORMED_CURSOR'
      return Number(position) > (await last()) ? 'FUTURE_CURSOR' : null
    },
    read: async (after) => {
      const entries = await readEventsAfter(ticketId, Number(after), BATCH)
      return {
        items: entries.map((entry) => ({ position: String(entry.seq), value: entry })),
        more: entries.length === BATCH,
        held: false,
      }
    },
    isBehind: (a, b) => Number(a) < Number(b),
  }
}
