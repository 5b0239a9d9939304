import { LRUCache } from 'lru-cache'
import { isLoopback, networkOf } from '../platform/http/clientIp.ts'

/** The number of free wrong guesses, and the time after which each is forgiven, in milliseconds. */
interface Allowance {
  failures: number
  forgivenMs: number
}

// Counted per address AND email: nobody can lock a user out by guessing at their email from elsewhere. The wider count, per
// address alone, limits single guesses at many emails; it is large enough for a school behind one address.
const PER_PERSON: Allowance = { failures: 10, forgivenMs: 10_000 }
const PER_ADDRESS: Allowance = { failures: 100, forgivenMs: 2_000 }
// Requests from the machine itself: development, tests, a demo.
const PER_PERSON_LOCAL: Allowance = { failures: 30, forgivenMs: 1_000 }
const PER_ADDRESS_LOCAL: Allowance = { failures: 1_000, forgivenMs: 100 }
const REMEMBERED_AT_MOST = 50_000

/** One attempt to sign in: either allowed, and then reported, or delayed. */
export type Attempt = { retryAfterSeconds: number } | { report(outcome: 'right' | 'wrong'): void }

/**
 * Counts wrong guesses on this node. Only failures count, and they are forgiven one by one, so that even a user who shares
 * both address and email with an attacker waits for seconds, never for hours.
 */
export class SignInLimit {
  readonly #counts = new LRUCache<string, FailureCount>({ max: REMEMBERED_AT_MOST })
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Requests an attempt. Concurrent attempts wait for earlier ones, so that they cannot bypass the limit. */
  async attempt(ip: string, email: string): Promise<Attempt> {
    const network = networkOf(ip)
    const local = isLoopback(ip)
    const person = this.#count(`${network} ${email.trim().toLowerCase()}`, local ? PER_PERSON_LOCAL : PER_PERSON)
    const address = this.#count(network, local ? PER_ADDRESS_LOCAL : PER_ADDRESS)
    for (;;) {
      const waitMs = Math.max(person.waitMs(this.#now()), address.waitMs(this.#now()))
      if (waitMs > 0) return { retryAfterSeconds: Math.ceil(waitMs / 1_000) }
      if (person.start(this.#now())) break
      await person.anEnd()
    }
    return {
      report: (outcome) => {
        if (outcome === 'wrong') address.add(this.#now())
        person.end(outcome === 'wrong', this.#now())
      },
    }
  }

  #count(key: string, allowance: Allowance): FailureCount {
    const known = this.#counts.get(key)
    if (known) return known
    const count = new FailureCount(allowance)
    this.#counts.set(key, count)
    return count
  }
}

class FailureCount {
  readonly #allowance: Allowance
  #failures = 0
  #at = 0
  #running = 0
  #waiting: (() => void)[] = []

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  /** The time until the next free guess, in milliseconds; 0 if one is available. */
  waitMs(now: number): number {
    const over = this.#current(now) - (this.#allowance.failures - 1)
    return Math.max(0, over * this.#allowance.forgivenMs)
  }

  /** Starts an attempt, unless the running ones could use up the free guesses. */
  start(now: number): boolean {
    if (this.#running > 0 && this.#current(now) + this.#running > this.#allowance.failures - 1) return false
    this.#running++
    return true
  }

  end(failed: boolean, now: number): void {
    this.#running--
    if (failed) this.add(now)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  anEnd(): Promise<void> {
    return new Promise((wake) => this.#waiting.push(wake))
  }

  add(now: number): void {
    this.#failures = this.#current(now) + 1
    this.#at = now
  }

  #current(now: number): number {
    return Math.max(0, this.#failures - (now - this.#at) / this.#allowance.forgivenMs)
  }
}
