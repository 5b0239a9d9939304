import type { Identity } from '../platform/database/identity.ts'
import type { CursorSeal } from './cursor.ts'
import type { Connection } from './member.ts'

/** One thing to deliver, and the position a subscriber is at once it has it. */
interface Item<Value = unknown> {
  position: string
  value: Value
}

/** What a read found after a position. */
export interface Batch {
  items: Item[]
  /** There is more right now: read again at once. */
  more: boolean
  /** Something is written but not yet readable in order (an older transaction is open): read again shortly. */
  held: boolean
}

/** An ordered stream of changes, as one visibility class sees it. Reads run under the class's identity. */
export interface Feed {
  /** What wakes it: `ticket:<id>`, or `inbox`. */
  readonly topic: string
  /** What else wakes it. */
  readonly alsoTopic?: string
  /** Names the stream and its audience; part of its cursors. */
  readonly name: string
  /** How often at most it is read, in milliseconds; 0 for at once. A feed of states may wait and deliver fewer. */
  readonly intervalMs: number
  /** Whether what it delivers depends on who asks, within one visibility class: a filter by their stars, say. */
  readonly perViewer: boolean
  /** Called when a subscriber comes by a connection; returns what to call when they have gone. */
  attend?(connection: Connection): () => void
  /** Where "now" is. */
  now(): Promise<string>
  /** Why a subscriber cannot resume from this position, or null if it can. */
  refuses(position: string): Promise<ResetReason | null>
  read(after: string): Promise<Batch>
  /** Whether position `a` is before `b`. */
  isBehind(a: string, b: string): boolean
}

/** Why what was missed cannot be replayed; documented in docs/live-updates.md. */
type ResetReason = 'MALFORMED_CURSOR' | 'FOREIGN_CURSOR' | 'OTHER_EPOCH' | 'FUTURE_CURSOR' | 'EXPIRED_CURSOR'

/** Delivered in place of what cannot be replayed: load afresh. */
export class Reset {
  readonly reason: ResetReason
  constructor(reason: ResetReason) {
    this.reason = reason
  }
}

/**
 * What a subscription field's `subscribe` returns: which feed to follow, and from where. The hub takes it from there,
 * so that subscribers of one kind are served together; iterating over it is an error.
 */
export class FeedRequest implements AsyncIterable<never> {
  readonly feed: Feed
  readonly identity: Identity
  readonly start: string | Reset

  constructor(feed: Feed, identity: Identity, start: string | Reset) {
    this.feed = feed
    this.identity = identity
    this.start = start
  }

  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error('A feed is followed through the hub.')
  }
}

/** Follows a feed that has no cursors of its own: from now on. */
export async function fromNow(feed: Feed, identity: Identity): Promise<FeedRequest> {
  return new FeedRequest(feed, identity, await feed.now())
}

/** Opens a subscriber's cursor for a feed: its position, or why it cannot resume. No cursor means now. */
export async function startOf(
  feed: Feed,
  cursor: string | null | undefined,
  seal: CursorSeal,
): Promise<string | Reset> {
  if (cursor == null) return feed.now()
  const open = seal.open(cursor)
  if (!open) return new Reset('MALFORMED_CURSOR')
  if (open.epoch !== seal.epoch) return new Reset('OTHER_EPOCH')
  if (open.feed !== feed.name) return new Reset('FOREIGN_CURSOR')
  const refused = await feed.refuses(open.position)
  return refused ? new Reset(refused) : open.position
}
