/** The destination of a subscriber's results. */
export interface Sink {
  /** Whether it accepts another result now; a socket with a slow reader does not. */
  ready(): boolean
  /** Delivers one serialised GraphQL result. */
  send(json: string): void
  /** Nothing more will be delivered. */
  end(): void
}

/**
 * How long a subscriber may refuse deliveries before it is disconnected, in milliseconds. It resumes from its cursor.
 */
export const SLOW_LIMIT_MS = 7_000

/** One subscriber: its position, and whether it is behind its group. It has no queue of pending results. */
export class Member {
  readonly sink: Sink
  readonly connection: Connection
  position: string
  /** When its sink first refused a delivery since it last accepted one, in milliseconds; 0 if it keeps up. */
  stalledSince = 0
  catchingUp = false
  ended = false

  constructor(sink: Sink, connection: Connection, position: string) {
    this.sink = sink
    this.connection = connection
    this.position = position
  }

  /** Delivers one result if the sink accepts it now. */
  deliver(frame: Frame, now: number): boolean {
    if (!this.sink.ready()) {
      this.stalledSince ||= now
      return false
    }
    this.sink.send(frame.json)
    this.skipTo(frame.position)
    return true
  }

  /** Advances the position up to which the member is up to date. */
  skipTo(position: string): void {
    this.position = position
    this.stalledSince = 0
  }
}

/** One result, serialised once for all recipients. */
export interface Frame {
  position: string
  json: string
}

/** The connection of a subscriber: its sign-in, and how to close it. */
export interface Connection {
  readonly userId: string
  readonly role: string
  /** How long its peer has sent nothing, in milliseconds; omitted if unknown. */
  silentFor?(): number
  /** Pings its peer. */
  ping?(): void
  /** Set once its sign-in is no longer valid, before its subscriptions are ended. */
  isRevoked?: boolean
  readonly signIn: { kind: 'cookie' | 'token'; id: string; expiresAt: Date | null }
  /**
   * Closes it with a code that tells the client when to reconnect: 4403 after its sign-in became invalid, 1013 when it was
   * too slow, 4430 when the same person has opened too many other sockets.
   */
  close(code: 4403 | 4430 | 1013 | 1012, reason: string): void
}
