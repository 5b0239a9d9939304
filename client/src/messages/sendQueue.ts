import { oneTabAtATime } from '../lib/crossTab.ts'

/** Sends each ticket's messages: one tab and one run at a time, again after a delay. */
export class SendQueue {
  readonly #lockName: string
  readonly #send: (ticketId: string) => Promise<void>
  readonly #busy = new Set<string>()
  readonly #wanted = new Set<string>()
  /** Tickets woken since their last attempt: a failure in the meantime is retried without a delay. */
  readonly #woken = new Set<string>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(lockName: string, send: (ticketId: string) => Promise<void>) {
    this.#lockName = lockName
    this.#send = send
  }

  /**
   * Sends what is queued; if it is being sent, once more afterwards. With `stored`, no earlier than that: the turn among the tabs is asked
   * for meanwhile.
   */
  async drain(ticketId: string, stored?: Promise<void>): Promise<void> {
    clearTimeout(this.#timers.get(ticketId))
    // The run that is under way may have read what is queued already.
    if (this.#busy.has(ticketId)) await stored
    this.#wanted.add(ticketId)
    if (this.#busy.has(ticketId)) return
    this.#busy.add(ticketId)
    try {
      while (this.#wanted.delete(ticketId)) {
        await oneTabAtATime(`${this.#lockName}:${ticketId}`, async () => {
          await stored
          await this.#send(ticketId)
        })
      }
    } finally {
      this.#busy.delete(ticketId)
    }
  }

  /** Sends what is queued without waiting for the end of a delay. */
  wake(ticketId: string): void {
    this.#woken.add(ticketId)
    void this.drain(ticketId)
  }

  /** Whether the ticket was woken since the last call. */
  takeWoken = (ticketId: string): boolean => this.#woken.delete(ticketId)

  drainLater(ticketId: string, ms: number): void {
    clearTimeout(this.#timers.get(ticketId))
    this.#timers.set(
      ticketId,
      setTimeout(() => void this.drain(ticketId), ms),
    )
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
