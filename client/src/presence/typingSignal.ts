import type { Client } from '@urql/core'
import { SetTypingDocument, type SetTypingMutation, type SetTypingMutationVariables } from './presence.generated.ts'

/** How often the server is told that somebody goes on typing, in milliseconds. It forgets after 6 seconds. */
const SAY_EVERY_MS = 3_000
/** After so long without a key nobody is typing any more, in milliseconds. */
const PAUSE_MS = 4_000

export type TypingAudience = 'PARTICIPANTS' | 'STAFF'

/** Tells the server that the viewer types in a ticket: at most every 3 seconds, and once when they have stopped. */
export class TypingSignal {
  readonly #client: Client
  readonly #ticketId: string
  readonly #audience: TypingAudience
  #saidAt = -Infinity
  #pause: ReturnType<typeof setTimeout> | undefined

  constructor(client: Client, ticketId: string, audience: TypingAudience) {
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
    if (now - this.#saidAt < SAY_EVERY_MS) return
    this.#saidAt = now
    this.#say(true)
  }

  /** Nobody types here any more. */
  stop = (): void => {
    clearTimeout(this.#pause)
    if (this.#saidAt === -Infinity) return
    this.#saidAt = -Infinity
    this.#say(false)
  }

  #say(typing: boolean): void {
    const input = { ticketId: this.#ticketId, typing, audience: this.#audience }
    // Lost words are said again, or run out by themselves: nothing waits for this.
    void this.#client.mutation<SetTypingMutation, SetTypingMutationVariables>(SetTypingDocument, { input }).toPromise()
  }
}
