import type { Client } from '@urql/core'
import { useConnection } from '../graphql/connection.ts'
import { onSignInEnded } from '../graphql/signInEnded.ts'
import { uuid } from '../lib/uuid.ts'
import { askIceServers, SignalLine, type Signal } from './signals.ts'

export type WatchState = 'connecting' | 'watching' | 'reconnecting' | 'over'

/** A connection lost for this long is reconnected, in milliseconds. */
const LOST_MS = 4_000
/** Timeout for establishing a connection, in milliseconds. */
const JOIN_MS = 10_000

type Handlers = { onStream: (stream: MediaStream) => void; onState: (state: WatchState) => void }

/** The watcher of one share: joins, answers the sharer's offer, and rejoins when the connection is lost. */
export class ShareWatcher {
  readonly #client: Client
  readonly #sharerId: string
  readonly #handlers: Handlers
  readonly #line: SignalLine
  readonly #unwatch: () => void
  #session = ''
  #connection: RTCPeerConnection | undefined
  #waiting: RTCIceCandidateInit[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #taking: Promise<void> = Promise.resolve()

  constructor(client: Client, share: { id: string; sharerId: string }, handlers: Handlers) {
    this.#client = client
    this.#sharerId = share.sharerId
    this.#handlers = handlers
    this.#line = new SignalLine(client, share.id, {
      // In order: a candidate must not overtake the offer that it belongs to.
      onSignal: (signal) => (this.#taking = this.#taking.then(() => this.#take(signal)).catch(() => this.#later())),
      onEnd: () => this.end(),
    })
    // When the socket drops, the server removes the watcher and the sharer closes the connection.
    const unwatchConnection = useConnection.subscribe(({ reconnects }, before) => {
      if (reconnects !== before.reconnects) this.#join()
    })
    // There is no video until the user signs in again, which reconnects the socket.
    const unwatchSignIn = onSignInEnded(() => {
      clearTimeout(this.#timer)
      this.#hangUp()
      this.#handlers.onState('connecting')
    })
    this.#unwatch = () => {
      unwatchConnection()
      unwatchSignIn()
    }
    this.#join()
  }

  /** The share is over. */
  end(): void {
    this.close()
    this.#handlers.onState('over')
  }

  /** Stops watching. */
  close(): void {
    clearTimeout(this.#timer)
    this.#unwatch()
    if (this.#connection) this.#line.say(this.#sharerId, { type: 'leave', session: this.#session })
    this.#hangUp()
    this.#line.close()
  }

  #join = (): void => {
    // Lets the sharer close the connection.
    if (this.#connection) this.#line.say(this.#sharerId, { type: 'leave', session: this.#session })
    this.#hangUp()
    this.#session = uuid()
    this.#line.say(this.#sharerId, { type: 'join', session: this.#session })
    this.#later(JOIN_MS)
  }

  /** Retries if no video arrives. */
  #later(ms = LOST_MS): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#join, ms)
  }

  #hangUp(): void {
    this.#connection?.close()
    this.#connection = undefined
    this.#waiting = []
  }

  async #take(signal: Signal): Promise<void> {
    // Discards candidates of an earlier attempt.
    if (!('session' in signal) || signal.session !== this.#session) return
    if (signal.type === 'offer') return this.#answer(signal.sdp)
    if (signal.type !== 'ice') return
    if (this.#connection?.remoteDescription) await this.#connection.addIceCandidate(signal.candidate)
    else this.#waiting.push(signal.candidate)
  }

  async #answer(sdp: string): Promise<void> {
    const session = this.#session
    const connection = (this.#connection ??= this.#connect(session, await askIceServers(this.#client)))
    await connection.setRemoteDescription({ type: 'offer', sdp })
    for (const candidate of this.#waiting.splice(0)) await connection.addIceCandidate(candidate)
    const answer = await connection.createAnswer()
    await connection.setLocalDescription(answer)
    this.#line.say(this.#sharerId, { type: 'answer', session, sdp: answer.sdp ?? '' })
  }

  #connect(session: string, iceServers: RTCIceServer[]): RTCPeerConnection {
    const connection = new RTCPeerConnection({ iceServers })
    connection.addEventListener('track', ({ streams: [stream] }) => stream && this.#handlers.onStream(stream))
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) this.#line.say(this.#sharerId, { type: 'ice', session, candidate: candidate.toJSON() })
    })
    connection.addEventListener('connectionstatechange', () => {
      if (connection !== this.#connection) return
      if (connection.connectionState === 'connected') {
        clearTimeout(this.#timer)
        this.#handlers.onState('watching')
      } else if (connection.connectionState === 'disconnected' || connection.connectionState === 'failed') {
        this.#handlers.onState('reconnecting')
        this.#later()
      }
    })
    return connection
  }
}
