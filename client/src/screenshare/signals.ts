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
 * Signals between sharer and watcher. A watcher joins with a session id (one per attempt); the sharer sends the offer.
 * `gone` comes from the server: this user has stopped watching in all sessions.
 */
export type Signal =
  | { type: 'join' | 'leave'; session: string }
  | { type: 'offer' | 'answer'; session: string; sdp: string }
  | { type: 'ice'; session: string; candidate: RTCIceCandidateInit }
  | { type: 'gone' }

export type Sender = { id: string; name: string }

type Handlers = {
  onSignal: (signal: Signal, from: Sender) => void
  /** The share has ended, or the viewer has no access to it. */
  onEnd: () => void
}

/** Receives one share's signals, each once and in order, across reconnects; and sends signals in order. */
export class SignalLine {
  readonly #client: Client
  readonly #shareId: string
  readonly #handlers: Handlers
  readonly #received = new Set<string>()
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
    // Sequential: requests can overtake each other, and an answer must not arrive before its offer.
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
        if (!said || this.#received.has(said.id)) return
        this.#ends = 0
        this.#received.add(said.id)
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

/** The ICE servers, with a credential valid for an hour. */
export const askIceServers = async (client: Client): Promise<RTCIceServer[]> => {
  const { data } = await client
    .query<IceServersQuery>(IceServersDocument, {}, { requestPolicy: 'network-only' })
    .toPromise()
  return (data?.iceServers ?? []).map(({ urls, username, credential }) => ({
    urls,
    ...(username && credential ? { username, credential } : {}),
  }))
}
