import type { Client } from '@urql/core'
import {
  SetTypingDocument,
  type Audience,
  type SetTypingMutation,
  type SetTypingMutationVariables,
} from './presence.generated.ts'

/** Interval of typing signals, in milliseconds. The server expires them after 6 seconds. */
const SIGNAL_EVERY_MS = 3_000
/** Idle time after which typing has stopped, in milliseconds. */
const PAUSE_MS = 4_000

/** Sends typing signals for a ticket: at most every 3 seconds, and once when typing stops. */
export class TypingSignal {
  readonly #client: Client
  readonly #ticketId: string
  readonly #audience: Audience
  #saidAt = -Infinity
  #pause: ReturnType<typeof setTimeout> | undefined

  constructor(client: Client, ticketId: string, audience: Audience) {
    this.#client = client
    this.#ticketId = ticketId
    this.#audience = audience
  }

  /** The text was changed by hand. An empty one is not being typed. */
  typed = (text: string): void => {
    if (text.trim() === '') return this.stop()
    clearTimeout(this.#pause)
    this.#pause = setTimeout(this.stop, PAUSE_MS)
    const now = performance.now()
    if (now - this.#saidAt < SIGNAL_EVERY_MS) return
    this.#saidAt = now
    this.#say(true)
  }

  /** Typing has stopped. */
  stop = (): void => {
    clearTimeout(this.#pause)
    if (this.#saidAt === -Infinity) return
    this.#saidAt = -Infinity
    this.#say(false)
  }

  #say(typing: boolean): void {
    const input = { ticketId: this.#ticketId, typing, audience: this.#audience }
    // Fire and forget: a lost signal is repeated or expires.
    void this.#client.mutation<SetTypingMutation, SetTypingMutationVariables>(SetTypingDocument, { input }).toPromise()
  }
}
