import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import { comparePositions, formatLogPosition, parseLogPosition } from '../live/log.ts'
import type { Connection } from '../live/member.ts'
import { type Identity, isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { readPeople } from '../viewer/reads.ts'
import { hiddenPerson, type Person } from '../viewer/person.ts'
import { readAsks, readDeclinedAsks, readShares, type ShareRow } from './reads.ts'

/** The maximum number of signals of one read. */
const BATCH = 100

/** Shares that start and end: all of them for staff, their own for others. */
export function shareFeed(identity: Identity): Feed {
  const whose = isStaffRole(identity.role) ? 'staff' : 'own'
  return changeFeed({ topic: 'screen_shares', load: readShares, whose }, identity)
}

/** Requests to share the reader's screen. */
export function askFeed(identity: Identity): Feed {
  const load = (ids: string[]) => readAsks(identity.userId!, ids)
  return changeFeed({ topic: 'screen_share_asks', load, whose: 'own' }, identity)
}

/** Declined requests: those made by the reader, and those declined by the reader on another device. */
export function declineFeed(identity: Identity): Feed {
  return changeFeed({ topic: 'screen_share_declines', load: readDeclinedAsks, whose: 'own' }, identity)
}

/** A signal as delivered. */
export interface Signal {
  id: string
  share: ShareRow
  from: Person
  signal: string
}

const since = statement<{ id: string; txid: string; from_id: string; signal: string }>(`
  SELECT id::text, txid::text, from_id, signal FROM screen_share_signals
  WHERE share_id = $1 AND to_id = $2 AND (txid, id) > ($3::xid8, $4::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY screen_share_signals.txid, screen_share_signals.id LIMIT ${BATCH}`)
const heldBack = statement<{ held: boolean }>(`
  SELECT EXISTS (SELECT 1 FROM screen_share_signals WHERE share_id = $1 AND to_id = $2
    AND (txid, id) > ($3::xid8, $4::bigint) AND txid >= pg_snapshot_xmin(pg_current_snapshot())) AS held`)

/** Sent by the server when a watcher has disconnected. */
export const GONE = '{"type":"gone"}'
/** Sent last by the server: the share has ended, or the reader can no longer see it. */
const OVER = '{"type":"over"}'

/** Beyond every signal: the subscriber knows that the share has ended. */
const LAST = formatLogPosition({ txid: 2n ** 64n - 1n, id: 2n ** 63n - 1n })

/**
 * The position before the first signal: after a reconnect the stored signals are delivered again, with the same ids.
 */
export const FIRST = formatLogPosition({ txid: 0n, id: 0n })

/** The signals from the other side of a share, each once and in order. */
export function signalFeed(share: ShareRow, identity: Identity, attend: (connection: Connection) => () => void): Feed {
  const topic = `screen_share_signals:${identity.userId}`
  return {
    topic,
    // The end of a share wakes the feed as well.
    alsoTopic: `screen_shares:${share.sharerId === identity.userId ? share.sharerId : 'staff'}`,
    name: `${topic}:${share.id}`,
    intervalMs: 0,
    perViewer: true,
    attend,
    now: async () => FIRST,
    read: async (after) => {
      if (after === LAST) return { items: [], more: false, held: false }
      const at = parseLogPosition(after)!
      // A reader who can no longer see the share is notified of that and receives nothing else.
      const [now] = await readShares([share.id])
      if (!now || now.endedAt !== null) {
        const over = { ...share, endedAt: now?.endedAt ?? new Date() }
        const value: Signal = { id: `${share.id}:over`, share: over, from: share.sharer, signal: OVER }
        return { items: [{ position: LAST, value }], more: false, held: false }
      }
      const rows = await since.rows(share.id, identity.userId, String(at.txid), String(at.id))
      const people = await readPeople(rows.map(({ from_id }) => from_id))
      const items = rows.flatMap(({ id, txid, from_id, signal }, n) => {
        const found = people[n]!
        // A watcher who is no longer staff cannot be read, but the sharer must be notified that they have left.
        const from = found instanceof Error && signal === GONE ? hiddenPerson(from_id) : found
        if (from instanceof Error) return []
        const position = formatLogPosition({ txid: BigInt(txid), id: BigInt(id) })
        return [{ position, value: { id, share: now, from, signal } satisfies Signal }]
      })
      const last = rows.at(-1)
      const more = rows.length === BATCH
      const end = last ? [last.txid, last.id] : [String(at.txid), String(at.id)]
      const held = more ? false : (await heldBack.first(share.id, identity.userId, ...end))!.held
      return { items, more: more && items.length > 0, held }
    },
    isBehind: (a, b) => comparePositions(parseLogPosition(a)!, parseLogPosition(b)!) < 0,
  }
}
