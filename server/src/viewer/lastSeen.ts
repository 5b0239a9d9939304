import type { Logger } from '../platform/log.ts'

/**
 * Records who is online. People seen during a write are recorded together in the next one: a restart reconnects everyone
 * at once.
 */
export class LastSeen {
  readonly #touch: (userIds: readonly string[]) => Promise<void>
  readonly #log: Pick<Logger, 'warn'>
  readonly #waiting = new Set<string>()
  #writing = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(touch: (userIds: readonly string[]) => Promise<void>, log: Pick<Logger, 'warn'>) {
    this.#touch = touch
    this.#log = log
  }

  /** Resolves once it is recorded; never rejects, since no request should fail because of it. */
  note(userId: string): Promise<void> {
    this.#waiting.add(userId)
    this.#next ??= this.#writing.then(() => (this.#writing = this.#write()))
    return this.#next
  }

  async #write(): Promise<void> {
    const userIds = [...this.#waiting]
    this.#waiting.clear()
    this.#next = undefined
    await this.#touch(userIds).catch((error: Error) =>
      this.#log.warn({ err: error.message }, 'presence could not be recorded'),
    )
  }
}
