import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type pg from 'pg'

/** A token bucket: `burst` tokens at most, of which `perSecond` come back in a second. */
export interface Bucket {
  name: string
  burst: number
  perSecond: number
}

/** The number of empty buckets that this node remembers. */
const REMEMBERED = 10_000
/** How long a bucket counts as recently empty, in milliseconds. */
const RECENT_MS = 10_000
/** Rounding of timestamps to microseconds may not cost a token's wait another round. */
const ROUNDING_MS = 0.01

const TAKE = 'SELECT granted, waits FROM take_tokens($1, $2, $3, $4, coalesce($5, now()))'

interface Request {
  count: number
  /** Called with how long to wait, in milliseconds; 0 if the tokens were taken. */
  resolve(waitMs: number): void
  reject(error: unknown): void
}

/**
 * Token buckets in the database, which all nodes share. A node asks once for all requests that arrived during its last
 * query, and remembers empty buckets: a flood costs few queries.
 */
export class SharedBuckets {
  readonly #pool: pg.Pool
  readonly #now: (() => number) | undefined
  readonly #emptyUntil = new LRUCache<string, number>({ max: REMEMBERED })
  /** The requests that wait for their turn, by the buckets that they take from. */
  readonly #lanes = new Map<string, Request[]>()

  /** `now` replaces the clocks of the node and the database, in milliseconds; for tests. */
  constructor(pool: pg.Pool, now?: () => number) {
    this.#pool = pool
    this.#now = now
  }

  /** How long this node knows that one of the buckets stays empty, in milliseconds; 0 if it does not know. */
  knownWait(buckets: readonly Bucket[]): number {
    const now = this.#clock()
    return Math.max(0, ...buckets.map(({ name }) => (this.#emptyUntil.get(name) ?? 0) - now))
  }

  /** Whether one of the buckets was empty a moment ago, as far as this node knows. */
  wasEmpty(buckets: readonly Bucket[]): boolean {
    const since = this.#clock() - RECENT_MS
    return buckets.some(({ name }) => (this.#emptyUntil.get(name) ?? -Infinity) > since)
  }

  /** Takes `count` tokens from every bucket, or none. Returns how long to wait, in milliseconds; 0 if they were taken. */
  async take(buckets: readonly Bucket[], count: number): Promise<number> {
    const known = this.knownWait(buckets)
    if (known > 0) return known
    const lane = buckets.map(({ name }) => name).join('\n')
    return new Promise((resolve, reject) => {
      // More than the largest number of tokens would never be granted.
      const request = { count: Math.min(count, ...buckets.map(({ burst }) => burst)), resolve, reject }
      const waiting = this.#lanes.get(lane)
      if (waiting) return void waiting.push(request)
      this.#lanes.set(lane, [request])
      void this.#serve(lane, buckets)
    })
  }

  async #serve(lane: string, buckets: readonly Bucket[]): Promise<void> {
    for (;;) {
      const requests = this.#lanes.get(lane)!.splice(0)
      if (requests.length === 0) return void this.#lanes.delete(lane)
      await this.#ask(buckets, requests).catch((error: unknown) => {
        for (const { reject } of requests) reject(error)
      })
    }
  }

  async #ask(buckets: readonly Bucket[], requests: readonly Request[]): Promise<void> {
    const { rows } = await this.#pool.query<{ granted: number; waits: number[] }>({
      name: 'take_tokens',
      text: TAKE,
      values: [
        buckets.map(({ name }) => createHash('sha256').update(name).digest()),
        buckets.map(tokenMs),
        buckets.map(({ burst }) => burst),
        requests.map(({ count }) => count),
        this.#now ? new Date(this.#now()) : null,
      ],
    })
    const { granted, waits } = rows[0]!
    const now = this.#clock()
    for (const [index, bucket] of buckets.entries())
      if (waits[index]! > ROUNDING_MS) this.#emptyUntil.set(bucket.name, now + waits[index]!)
    for (const [index, { count, resolve }] of requests.entries())
      resolve(index < granted ? 0 : waitFor(count, buckets, waits))
  }

  #clock(): number {
    return this.#now?.() ?? performance.now()
  }
}

function tokenMs({ perSecond }: Bucket): number {
  return 1_000 / perSecond
}

/** How long `count` tokens take if one takes `waits`: at least a moment, as they were refused. */
function waitFor(count: number, buckets: readonly Bucket[], waits: readonly number[]): number {
  return Math.max(1, ...buckets.map((bucket, index) => waits[index]! + (count - 1) * tokenMs(bucket)))
}
