import type { Client, CombinedError } from '@urql/core'
import { onEnd, pipe, subscribe } from 'wonka'
import { retryDelay } from '../graphql/socket.ts'
import {
  IceServersDocument,
  ScreenShareSignalDocument,
  SendScreenShareSignalDocument,
  type IceServersQuery,
  type ScreenShareSignalSubscription,
} from './screenshare.generated.ts'

/**
 * What sharer and watcher tell each other. A watcher joins with a session of its own (one for each try); the sharer offers.
 * `gone` is the server's word: this person watches no more, in any session.
 */
export type Signal =
  | { type: 'join' | 'leave'; session: string }
  | { type: 'offer' | 'answer'; session: string; sdp: string }
  | { type: 'ice'; session: string; candidate: RTCIceCandidateInit }
  | { type: 'gone' }

export type Sender = { id: string; name: string }

type Handlers = {
  onSignal: (signal: Signal, from: Sender) => void
  /** The server says there is no such share any more, or not for this viewer. */
  onEnd: () => void
}

/** Follows one share's signals, each once and in order, through dropped sockets; and says one's own in order. */
export class SignalLine {
  readonly #client: Client
  readonly #shareId: string
  readonly #handlers: Handlers
  readonly #heard = new Set<string>()
  #saying: Promise<unknown> = Promise.resolve()
  #stop: () => void = () => {}
  #retry: ReturnType<typeof setTimeout> | undefined
  #ends = 0
  #closed = false

  constructor(client: Client, shareId: string, handlers: Handlers) {
    this.#client = client
    this.#shareId = shareId
    this.#handlers = handlers
    this.#follow()
  }

  say(toUserId: string, signal: Signal): void {
    const input = { screenShareId: this.#shareId, toUserId, signal: JSON.stringify(signal) }
    // One after the other: requests overtake each other, and an answer before its offer is nothing.
    this.#saying = this.#saying.then(() => this.#client.mutation(SendScreenShareSignalDocument, { input }).toPromise())
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#stop()
  }

  #follow = (): void => {
    const running = pipe(
      this.#client.subscription<ScreenShareSignalSubscription>(ScreenShareSignalDocument, { id: this.#shareId }),
      onEnd(() => {
        if (!this.#closed) this.#retry = setTimeout(this.#follow, retryDelay(this.#ends++))
      }),
      subscribe(({ data, error }) => {
        if (this.#closed) return
        if (isOver(error)) return this.#handlers.onEnd()
        const said = data?.screenShareSignal
        if (!said || this.#heard.has(said.id)) return
        this.#ends = 0
        this.#heard.add(said.id)
        const signal = JSON.parse(said.signal) as Signal | { type: 'over' }
        if (signal.type === 'over') return this.#handlers.onEnd()
        this.#handlers.onSignal(signal, said.from)
      }),
    )
    this.#stop = () => running.unsubscribe()
  }
}

const isOver = (error: CombinedError | undefined): boolean =>
  error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'NOT_FOUND') ?? false

/** The desk's ICE servers, with a credential that holds for an hour. */
export const askIceServers = async (client: Client): Promise<RTCIceServer[]> => {
  const { data } = await client
    .query<IceServersQuery>(IceServersDocument, {}, { requestPolicy: 'network-only' })
    .toPromise()
  return (data?.iceServers ?? []).map(({ urls, username, credential }) => ({
    urls,
    ...(username && credential ? { username, credential } : {}),
  }))
}
