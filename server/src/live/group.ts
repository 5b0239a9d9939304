import { hintToFrameSeconds } from '../platform/metrics.ts'
import type { Feed } from './feed.ts'
import type { Frame, Member } from './member.ts'

/**
 * The size of the buffer of latest frames, in characters. Members a little behind, such as a crowd reconnecting, are served from it.
 */
const KEPT_MAX = 256 * 1024
/** How long frames are kept after the last one, in milliseconds. */
const KEPT_MS = 30_000
/** How soon to check again for a held-back event, in milliseconds. */
const HELD_RETRY_MS = 25
/** How soon to retry a failed read, in milliseconds. */
const FAILED_RETRY_MS = 500

/**
 * Reads the events after a position and turns them into frames: one read and one GraphQL execution for the whole group.
 */
export type Produce = (after: string) => Promise<{ frames: Frame[]; more: boolean; held: boolean }>

/**
 * Subscribers with the same visibility and the same subscription key. The group has one position; members at that position
 * get each frame as it is created, members behind it catch up with their own reads.
 */
export class Group {
  readonly feed: Feed
  readonly key: string
  readonly userId: string | null
  readonly members = new Set<Member>()
  /** People of whom this group is not (their user ids), as of its last read: other tickets exist for them. */
  apart: ReadonlySet<string> = new Set()
  readonly #produce: Produce
  readonly #onError: (error: unknown) => void
  #position: string
  #kept: Frame[] = []
  #keptSize = 0
  /** The position where #kept begins: a member at or past it can be served from the buffer. */
  #keptFrom: string
  #running = false
  #dirty = false
  #lastRead = 0
  #publishedAt = 0
  #timer: NodeJS.Timeout | undefined
  /** When the oldest hint arrived that no read has answered yet (`performance.now()`). */
  #hintAt: number | undefined

  constructor(options: {
    feed: Feed
    key: string
    userId: string | null
    position: string
    produce: Produce
    onError(error: unknown): void
  }) {
    this.feed = options.feed
    this.key = options.key
    this.userId = options.userId
    this.#position = options.position
    this.#keptFrom = options.position
    this.#produce = options.produce
    this.#onError = options.onError
  }

  /** Adds a subscriber at any position and brings it up to date. */
  join(member: Member): void {
    this.members.add(member)
    // A member ahead of the group has seen (in its query) events that the group has not read yet: it waits for the group.
    if (this.feed.isBehind(member.position, this.#position)) void this.#catchUp(member)
    this.wake()
  }

  /** Something may have changed: reads now, or once more after a read that is running or has just ended. */
  wake(hintAt?: number): void {
    if (this.members.size === 0) return
    this.#hintAt ??= hintAt
    if (this.#running) {
      this.#dirty = true
      return
    }
    const wait = this.#lastRead + this.feed.intervalMs - Date.now()
    if (this.feed.intervalMs === 0 || wait <= 0) void this.#run()
    else this.#later(wait)
  }

  /** Resumes a member whose sink was full. */
  resume(member: Member): void {
    if (this.#isBehind(member) && member.sink.ready()) void this.#catchUp(member)
  }

  /** Resumes members whose sinks were full, and returns those that have been blocked since before `since`. */
  sweep(since: number): Member[] {
    if (this.#publishedAt < Date.now() - KEPT_MS) this.#forgetFrames(0)
    for (const member of this.members) this.resume(member)
    return [...this.members].filter(({ stalledSince }) => stalledSince > 0 && stalledSince < since)
  }

  /** Clears timers when the last member has left. */
  dispose(): void {
    clearTimeout(this.#timer)
  }

  #later(ms: number): void {
    if (this.members.size === 0) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.wake()
    }, ms)
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      for (let again = true; again && this.members.size > 0;) {
        this.#dirty = false
        this.#lastRead = Date.now()
        const hintAt = this.#hintAt
        this.#hintAt = undefined
        const { frames, more, held } = await this.#produce(this.#position)
        for (const frame of frames) this.#publish(frame)
        // The hint of an event that is held back is not answered yet; one whose event was read before it arrived measures nothing.
        if (held) this.#hintAt = hintAt ?? this.#hintAt
        else if (hintAt !== undefined && frames.length > 0)
          hintToFrameSeconds.observe((performance.now() - hintAt) / 1_000)
        if (held) this.#later(HELD_RETRY_MS)
        again = more || (this.#dirty && this.feed.intervalMs === 0)
      }
    } catch (error) {
      this.#onError(error)
      this.#later(FAILED_RETRY_MS)
    } finally {
      this.#running = false
    }
    if (this.#dirty) this.wake()
  }

  #publish(frame: Frame): void {
    const before = this.#position
    this.#position = frame.position
    this.#kept.push(frame)
    this.#keptSize += frame.json.length
    this.#forgetFrames(KEPT_MAX)
    const now = (this.#publishedAt = Date.now())
    const advances = this.feed.isBehind(before, frame.position)
    for (const member of this.members) {
      if (member.catchingUp || member.ended) continue
      // Of thousands of members, nearly all are at the group's position: nothing is compared for them.
      if (member.position === before ? advances : this.#isAhead(member, before, frame)) member.deliver(frame, now)
    }
  }

  /** Whether a member was ahead of the group until now; the sweep brings up members that are behind. */
  #isAhead({ position }: Member, before: string, frame: Frame): boolean {
    return !this.feed.isBehind(position, before) && this.feed.isBehind(position, frame.position)
  }

  #forgetFrames(max: number): void {
    while (this.#keptSize > max) {
      const { position, json } = this.#kept.shift()!
      this.#keptFrom = position
      this.#keptSize -= json.length
    }
  }

  #isBehind(member: Member): boolean {
    return !member.ended && this.feed.isBehind(member.position, this.#position)
  }

  async #catchUp(member: Member): Promise<void> {
    if (member.catchingUp) return
    member.catchingUp = true
    try {
      while (this.#isBehind(member)) {
        const target = this.#position
        const frames = await this.#framesAfter(member.position)
        for (const frame of frames) if (member.ended || !member.deliver(frame, Date.now())) return
        // There is nothing up to the group's position before this read. Events that arrived since are left to the next round.
        if (frames.length === 0 && this.feed.isBehind(member.position, target)) member.skipTo(target)
      }
    } catch (error) {
      this.#onError(error)
    } finally {
      member.catchingUp = false
    }
  }

  async #framesAfter(position: string): Promise<Frame[]> {
    if (!this.feed.isBehind(position, this.#keptFrom)) {
      return this.#kept.filter((frame) => this.feed.isBehind(position, frame.position))
    }
    return (await this.#produce(position)).frames
  }
}
