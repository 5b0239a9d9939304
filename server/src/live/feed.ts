import type { Identity } from '../platform/database/identity.ts'
import type { CursorSeal } from './cursor.ts'
import type { Connection } from './member.ts'

/** One delivery, and the subscriber's position after it. */
interface Item<Value = unknown> {
  position: string
  value: Value
}

/** The result of a read after a position. */
export interface Batch {
  items: Item[]
  /** There is more to read: read again immediately. */
  more: boolean
  /** Something is written but not yet readable in order (an older transaction is open): read again shortly. */
  held: boolean
}

/** An ordered stream of changes, as one visibility class sees it. Reads run under the identity of that class. */
export interface Feed {
  /** The topic that wakes it: `ticket:<id>` or `inbox`. */
  readonly topic: string
  /** Another topic that wakes it. */
  readonly alsoTopic?: string
  /** Identifies the stream and its audience; part of its cursors. */
  readonly name: string
  /** The minimum interval between reads, in milliseconds; 0 for none. A feed of states may wait and deliver fewer. */
  readonly intervalMs: number
  /** Whether deliveries depend on the viewer within one visibility class, for example on a filter by starred tickets. */
  readonly perViewer: boolean
  /** The one ticket that it is about: it ends for those who lose it. */
  readonly ticketId?: string
  /** Called when a subscriber joins over a connection; returns a function to call when the subscriber leaves. */
  attend?(connection: Connection): () => void
  /** The current end of the stream. */
  now(): Promise<string>
  read(after: string): Promise<Batch>
  /** Whether position `a` is before `b`. */
  isBehind(a: string, b: string): boolean
}

/** A feed with cursors, so that a subscriber can resume. */
export interface CursorFeed extends Feed {
  /** The position at which to resume from that of a cursor, or why it is not possible. */
  resume(position: string): Promise<string | Reset>
}

/** Why what was missed cannot be replayed; documented in docs/live-updates.md. */
type ResetReason =
  | 'MALFORMED_CURSOR'
  | 'FOREIGN_CURSOR'
  | 'OTHER_EPOCH'
  | 'OTHER_HISTORY'
  | 'FUTURE_CURSOR'
  | 'EXPIRED_CURSOR'
  | 'ACCESS_CHANGED'

/** Delivered instead of events that cannot be replayed: the client must reload. */
export class Reset {
  readonly reason: ResetReason
  constructor(reason: ResetReason) {
    this.reason = reason
  }
}

/**
 * The return value of a subscription field's `subscribe`: the feed to follow, and where to start. The hub takes over, so
 * that subscribers with the same key are served together; iterating over it is an error.
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
    throw new Error('Feeds can only be followed through the hub.')
  }
}

/** Follows a feed that has no cursors of its own, starting from now. */
export async function fromNow(feed: Feed, identity: Identity): Promise<FeedRequest> {
  return new FeedRequest(feed, identity, await feed.now())
}

/** Opens a subscriber's cursor for a feed: returns its position, or why it cannot resume. No cursor means now. */
export async function startOf(
  feed: CursorFeed,
  cursor: string | null | undefined,
  seal: CursorSeal,
): Promise<string | Reset> {
  if (cursor == null) return feed.now()
  const open = seal.open(cursor)
  if (!open) return new Reset('MALFORMED_CURSOR')
  if (open.epoch !== seal.epoch) return new Reset('OTHER_EPOCH')
  if (open.feed !== feed.name) return new Reset('FOREIGN_CURSOR')
  return feed.resume(open.position)
}
