import { LRUCache } from 'lru-cache'

/** The burst size and the rate per second of a person's typing signals. Clients send one every 3 seconds. */
const AT_ONCE = 20
const PER_SECOND = 2
const REMEMBERED = 10_000

/** A token bucket for each person on this node. */
export class TypingLimit {
  readonly #buckets = new LRUCache<string, { tokens: number; at: number }>({ max: REMEMBERED })
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Takes a token; false if the person has none left. */
  take(userId: string): boolean {
    const now = this.#now()
    const { tokens, at } = this.#buckets.get(userId) ?? { tokens: AT_ONCE, at: now }
    const left = Math.min(AT_ONCE, tokens + ((now - at) / 1_000) * PER_SECOND)
    this.#buckets.set(userId, { tokens: left >= 1 ? left - 1 : left, at: now })
    return left >= 1
  }
}
