import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { Identity } from '../platform/database/identity.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Logger } from '../platform/log.ts'

/** What one word may hold: PostgreSQL carries 8,000 bytes a notification. In bytes. */
const WORD_MAX = 7_900

const notify = statement(`SELECT pg_notify('parley', $1)`)

/**
 * What people are doing right now (typing, looking), told to every node and stored nowhere. A word that is lost is lost:
 * who relies on one says it again while it holds, and lets it expire.
 */
export class PassingWords {
  readonly #listeners = new Map<string, ((text: string) => void)[]>()
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  /** Calls a listener with the words of a kind. */
  on(kind: string, listener: (text: string) => void): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener])
  }

  /** Called with what a node heard: `<kind>:<text>`. */
  hear(word: string): void {
    const at = word.indexOf(':')
    for (const listener of this.#listeners.get(word.slice(0, at)) ?? [])
      try {
        listener(word.slice(at + 1))
      } catch (error) {
        this.#log.warn({ err: (error as Error).message }, 'a passing word could not be followed')
      }
  }
}

/** Says a word to every node, this one included, outside any operation. Throws a RangeError if it is too long. */
export async function say(pools: Pools, identity: Identity, kind: string, text: string): Promise<void> {
  await asIdentity(pools, identity, 'write', () => sayWithin(kind, text))
}

/** Says a word with the current operation: heard when it commits. Throws a RangeError if it is too long. */
export async function sayWithin(kind: string, text: string): Promise<void> {
  const word = `e:${kind}:${text}`
  // Before the database refuses it: a statement that fails would take the whole operation with it.
  if (Buffer.byteLength(word) > WORD_MAX) throw new RangeError('A passing word is too long.')
  await notify.rows(word)
}
