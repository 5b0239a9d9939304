import type { Logger } from '../platform/log.ts'

/**
 * Notes who is here. Those who come while a write is on its way go into the next one together: a restart brings
 * everybody at once.
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

  /** Resolves once it is noted; never rejects, since nobody is turned away for it. */
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
