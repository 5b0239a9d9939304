import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import type { Identity } from '../platform/database/identity.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Logger } from '../platform/log.ts'

/** The size limit of a message, in bytes: a PostgreSQL notification carries at most 8,000. */
const MESSAGE_MAX = 7_900

const notify = statement(`SELECT send_hint($1)`)

/**
 * Ephemeral broadcast: messages about what people are doing right now (typing, viewing), sent to every node and not stored.
 * Lost messages are not resent, so senders repeat a message while it applies and receivers let it expire.
 */
export class BroadcastReceiver {
  readonly #listeners = new Map<string, ((text: string) => void)[]>()
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  /** Adds a listener for messages of one kind. */
  on(kind: string, listener: (text: string) => void): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener])
  }

  /** Passes a message, `<kind>:<text>`, to the listeners of its kind. */
  receive(message: string): void {
    const at = message.indexOf(':')
    for (const listener of this.#listeners.get(message.slice(0, at)) ?? [])
      try {
        listener(message.slice(at + 1))
      } catch (error) {
        this.#log.warn({ err: (error as Error).message }, 'a broadcast listener failed')
      }
  }
}

/** Sends a message to every node, this one included, outside any operation. Throws a RangeError if it is too long. */
export async function broadcast(pools: Pools, identity: Identity, kind: string, text: string): Promise<void> {
  await asIdentity(pools, identity, 'write', () => broadcastOnCommit(kind, text))
}

/** Sends a message when the current operation commits. Throws a RangeError if it is too long. */
export async function broadcastOnCommit(kind: string, text: string): Promise<void> {
  const message = `e:${kind}:${text}`
  // Checked before the database would reject it: a failed statement aborts the whole operation.
  if (Buffer.byteLength(message) > MESSAGE_MAX) throw new RangeError('The broadcast message is too long.')
  await notify.rows(message)
}
