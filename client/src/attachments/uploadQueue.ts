import { backoff } from '../lib/backoff.ts'
import { oneTabAtATime } from '../lib/crossTab.ts'
import { Slots } from './slots.ts'

/** How many files are uploaded at once. */
const AT_ONCE = 3
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

type Options = {
  /** One attempt to upload; `signal` aborts it. */
  attempt: (id: string, signal: AbortSignal) => Promise<void>
  /** Whether an upload is waiting for its next attempt. */
  isWaiting: (id: string) => boolean
}

/** Runs the attempts: a few at once, each upload in one tab at a time, with a growing delay after failures. */
export class UploadQueue {
  readonly #options: Options
  readonly #slots = new Slots(AT_ONCE)
  readonly #running = new Map<string, AbortController>()
  readonly #failures = new Map<string, number>()
  /** Resumed during an attempt: if the attempt fails, the next one starts without a delay. */
  readonly #woken = new Set<string>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #stopped = false

  constructor(options: Options) {
    this.#options = options
  }

  async run(id: string): Promise<void> {
    if (this.#stopped) return
    if (this.#running.has(id)) return void this.#woken.add(id)
    clearTimeout(this.#timers.get(id))
    const over = new AbortController()
    this.#running.set(id, over)
    try {
      // If another tab is uploading this file, wait for it; when it closes, continue where it stopped.
      await oneTabAtATime(`parley-upload:${id}`, () =>
        this.#slots.use(async () => {
          if (!over.signal.aborted) await this.#options.attempt(id, over.signal)
        }),
      )
    } finally {
      this.#running.delete(id)
    }
    // Resumed, or the network came back, during the attempt.
    const isWoken = this.#woken.delete(id)
    if ((over.signal.aborted || isWoken) && this.#options.isWaiting(id)) void this.run(id)
  }

  /** Runs the next attempt after a delay, which grows with each failure. */
  retryLater(id: string): void {
    const failures = this.#failures.get(id) ?? 0
    this.#failures.set(id, failures + 1)
    const wait = backoff(failures, FIRST_RETRY_MS, LONGEST_RETRY_MS)
    this.#timers.set(
      id,
      setTimeout(() => void this.run(id), wait),
    )
  }

  isRunning = (id: string): boolean => this.#running.has(id)

  abort(id: string): void {
    this.#running.get(id)?.abort()
  }

  /** The next failure counts as the first one. */
  resetFailures(id: string): void {
    this.#failures.delete(id)
  }

  /** The upload was removed. */
  forget(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#failures.delete(id)
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const running of this.#running.values()) running.abort()
  }
}
