import { createHash } from 'node:crypto'
import type pg from 'pg'
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

/** One attempt to sign in: either allowed, and then reported, or delayed. */
export type Attempt = { retryAfterSeconds: number } | { report(outcome: 'right' | 'wrong'): Promise<void> }

// A row says when all wrong guesses will be forgiven, so one number counts them. An attempt is counted before it is made: of
// concurrent ones, on whatever node, no more than are free can be wrong.
const NOW = 'coalesce($3::timestamptz, now())'
const TAKE = `
  insert into sign_in_attempts as a (key, forgiven_at) values ($1, ${NOW} + $2::float * interval '1 ms')
  on conflict (key) do update set forgiven_at = greatest(a.forgiven_at, ${NOW}) + $2::float * interval '1 ms'
    where a.forgiven_at <= ${NOW} + $2::float * ($4::int - 1) * interval '1 ms'
  returning key`
const WAIT = `
  select extract(epoch from forgiven_at - ${NOW}) * 1000 - $2::float * ($4::int - 1) as ms from sign_in_attempts where key = $1`
const GIVE_BACK = `update sign_in_attempts set forgiven_at = forgiven_at - $2::float * interval '1 ms' where key = $1`

interface Count extends Allowance {
  key: Buffer
}

/**
 * Counts wrong guesses, in the database: all nodes count together. Only failures count, and they are forgiven one by one, so
 * that even a user who shares both address and email with an attacker waits for seconds, never for hours.
 */
export class SignInLimit {
  readonly #pool: pg.Pool
  readonly #now: (() => number) | undefined
  /** Attempts of this node that run, by key. */
  readonly #running = new Map<string, number>()
  #waiting: (() => void)[] = []
  #ends = 0

  /** `now` replaces the database's clock, for tests. */
  constructor(pool: pg.Pool, now?: () => number) {
    this.#pool = pool
    this.#now = now
  }

  /** Requests an attempt. It waits for running ones that may turn out to be right, instead of being refused because of them. */
  async attempt(ip: string, email: string): Promise<Attempt> {
    const network = networkOf(ip)
    const local = isLoopback(ip)
    const person = countOf(`${network} ${email.trim().toLowerCase()}`, local ? PER_PERSON_LOCAL : PER_PERSON)
    const address = countOf(network, local ? PER_ADDRESS_LOCAL : PER_ADDRESS)
    const counts = [person, address]
    for (;;) {
      const ends = this.#ends
      this.#note(counts, 1)
      const refusing = await this.#take(counts).catch((error: unknown) => {
        this.#end(counts)
        throw error
      })
      if (!refusing) break
      this.#note(counts, -1)
      // One that ended meanwhile may have been right.
      if (ends !== this.#ends) continue
      if (!this.#isRunning(refusing)) {
        this.#wake()
        return { retryAfterSeconds: Math.ceil((await this.#waitMs(refusing)) / 1_000) }
      }
      await new Promise<void>((wake) => this.#waiting.push(wake))
    }
    return {
      report: async (outcome) => {
        try {
          if (outcome === 'right') await this.#giveBack(counts)
        } finally {
          this.#end(counts)
        }
      },
    }
  }

  #end(counts: Count[]): void {
    this.#note(counts, -1)
    this.#ends++
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** Counts an attempt everywhere, or nowhere: then it returns where no guess is free. */
  async #take(counts: Count[]): Promise<Count | undefined> {
    for (const [index, count] of counts.entries()) {
      const taken = await this.#pool.query({ name: 'take_guess', text: TAKE, values: this.#values(count) })
      if (taken.rowCount) continue
      await this.#giveBack(counts.slice(0, index))
      return count
    }
    return undefined
  }

  async #giveBack(counts: Count[]): Promise<void> {
    for (const { key, forgivenMs } of counts) await this.#pool.query(GIVE_BACK, [key, forgivenMs])
  }

  async #waitMs(count: Count): Promise<number> {
    const { rows } = await this.#pool.query<{ ms: number }>(WAIT, this.#values(count))
    return Math.max(1, Number(rows[0]?.ms ?? 0))
  }

  #values({ key, forgivenMs, failures }: Count): unknown[] {
    return [key, forgivenMs, this.#now ? new Date(this.#now()) : null, failures]
  }

  #isRunning({ key }: Count): boolean {
    return (this.#running.get(key.toString('hex')) ?? 0) > 0
  }

  #note(counts: Count[], change: 1 | -1): void {
    for (const { key } of counts) {
      const name = key.toString('hex')
      const count = (this.#running.get(name) ?? 0) + change
      if (count === 0) this.#running.delete(name)
      else this.#running.set(name, count)
    }
  }
}

/** Neither addresses nor emails are stored. */
function countOf(text: string, allowance: Allowance): Count {
  return { key: createHash('sha256').update(text).digest(), ...allowance }
}
