import { type Identity, isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import type { Feed } from './feed.ts'
import { comparePositions, formatLogPosition, logHorizon, type LogPosition, parseLogPosition } from './log.ts'

/** The maximum number of changes of one read. */
const BATCH = 100

/** Describes a feed of one kind of object. */
interface Followed<Thing extends { id: string }> {
  /** The topic that its triggers publish to: `publish_change(topic, …)`. */
  topic: string
  /** Reads objects by their ids, under the reader's identity; objects that the reader may not see are missing. */
  load(ids: string[]): Promise<Thing[]>
  /**
   * Whose changes: those published for one person ('own'), those published for all staff, or both.
   */
  whose: 'own' | 'staff' | 'both'
  /**
   * Whether deliveries depend on the viewer and not only on the audience. Always true unless the feed is for all staff.
   */
  perViewer?: boolean
}

// Ordered by the numeric columns: a bare `id` would refer to the selected text, and '10' sorts before '9'. One statement per
// audience, since an index serves either condition but not "equal or both null".
const following = (whose: string) => ({
  since: statement<{ subject_id: string; txid: string; id: string }>(`
    SELECT subject_id, txid::text, id::text FROM live_changes WHERE topic = $1 AND ${whose}
      AND (txid, id) > ($2::xid8, $3::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY live_changes.txid, live_changes.id LIMIT ${BATCH}`),
  heldBack: statement<{ held: boolean }>(`
    SELECT EXISTS (SELECT 1 FROM live_changes WHERE topic = $1 AND ${whose}
      AND (txid, id) > ($2::xid8, $3::bigint) AND txid >= pg_snapshot_xmin(pg_current_snapshot())) AS held`),
})
const OWN = following('user_id = $4')
const STAFFS = following('user_id IS NULL')
const BOTH = following('(user_id IS NULL OR user_id = $4)')
const topicsSince = statement<{ topic: string; txid: string; id: string }>(`
  SELECT topic || ':' || coalesce(user_id::text, 'staff') AS topic, txid::text, id::text FROM live_changes
  WHERE (txid, id) > ($1::xid8, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY live_changes.txid, live_changes.id LIMIT 1000`)
const sweep = statement(`DELETE FROM live_changes WHERE at < now() - interval '1 hour'`)

/**
 * A feed for objects other than tickets: delivers each changed object in its current state. Feeds without cursors of their
 * own start from now; clients reload after a disconnect.
 */
export function changeFeed<Thing extends { id: string }>(
  { topic, load, whose, perViewer }: Followed<Thing>,
  identity: Identity,
): Feed {
  const person = whose === 'staff' ? null : identity.userId
  const { since, heldBack } = person === null ? STAFFS : whose === 'both' ? BOTH : OWN
  const whom = person ? [person] : []
  const name = `${topic}:${person ?? (isStaffRole(identity.role) ? 'staff' : identity.userId)}`
  return {
    topic: `${topic}:${whose === 'own' ? person : 'staff'}`,
    ...(whose === 'both' && { alsoTopic: `${topic}:${person}` }),
    name,
    intervalMs: 0,
    perViewer: perViewer ?? whose !== 'staff',
    now: async () => formatLogPosition(await logHorizon()),
    read: async (after) => {
      let end = after
      for (;;) {
        const at = parseLogPosition(end)!
        const rows = await since.rows(topic, String(at.txid), String(at.id), ...whom)
        // An object that changed twice is delivered once, in its current state, at the position of its last change.
        const places = new Map<string, string>()
        for (const { subject_id, txid, id } of rows) {
          end = formatLogPosition({ txid: BigInt(txid), id: BigInt(id) })
          places.delete(subject_id)
          places.set(subject_id, end)
        }
        const things =
          rows.length > 0 ? new Map((await load([...places.keys()])).map((thing) => [thing.id, thing])) : null
        const items = [...places].flatMap(([id, position]) =>
          things!.has(id) ? [{ position, value: things!.get(id) }] : [],
        )
        const more = rows.length === BATCH
        // Nothing visible to this reader: move on, so that later changes are not delayed.
        if (more && items.length === 0) continue
        const next = parseLogPosition(end)!
        const held = more ? false : (await heldBack.first(topic, String(next.txid), String(next.id), ...whom))!.held
        return { items, more, held }
      }
    },
    isBehind: (a, b) => comparePositions(parseLogPosition(a)!, parseLogPosition(b)!) < 0,
  }
}

/** The position at which a feed starts with the current state. */
const FROM_THE_START = 'start'

/** A feed that sends the current state at every (re)connect, so that clients are up to date after a reconnect. */
export function stateFirst(feed: Feed, state: () => Promise<object | null>): Feed {
  return {
    ...feed,
    now: async () => FROM_THE_START,
    read: async (after) => {
      if (after !== FROM_THE_START) return feed.read(after)
      const position = formatLogPosition(await logHorizon())
      const value = await state()
      return { items: value ? [{ position, value }] : [], more: false, held: false }
    },
    isBehind: (a, b) => (a === FROM_THE_START ? b !== a : b !== FROM_THE_START && feed.isBehind(a, b)),
  }
}

/** The topics published after a position; reads at most a thousand changes. */
export async function readTopicsAfter(after: LogPosition): Promise<{ topics: Set<string>; position: LogPosition }> {
  const rows = await topicsSince.rows(String(after.txid), String(after.id))
  const last = rows.at(-1)
  const position = last ? { txid: BigInt(last.txid), id: BigInt(last.id) } : after
  return { topics: new Set(rows.map(({ topic }) => topic)), position }
}

/** Deletes changes that are too old to be needed. */
export async function sweepChanges(): Promise<void> {
  await sweep.rows()
}
