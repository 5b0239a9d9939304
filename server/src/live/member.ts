/** Where a subscriber's results go. */
export interface Sink {
  /** Whether it takes another result now; a socket whose reader is slow does not. */
  ready(): boolean
  /** Delivers one serialised GraphQL result. */
  send(json: string): void
  /** Nothing more will come. */
  end(): void
}

/**
 * How long a subscriber may not accept deliveries before it is disconnected, in milliseconds. It resumes from its
 * cursor.
 */
export const SLOW_LIMIT_MS = 7_000

/** One subscriber: a position, and whether it lags behind its group. Never a queue of what it has yet to get. */
export class Member {
  readonly sink: Sink
  readonly connection: Connection
  position: string
  /** When its sink last refused a delivery without taking one since; 0 while it keeps up. In milliseconds. */
  stalledSince = 0
  catchingUp = false
  ended = false

  constructor(sink: Sink, connection: Connection, position: string) {
    this.sink = sink
    this.connection = connection
    this.position = position
  }

  /** Delivers one result, if the sink takes it now. */
  deliver(frame: Frame, now: number): boolean {
    if (!this.sink.ready()) {
      this.stalledSince ||= now
      return false
    }
    this.sink.send(frame.json)
    this.skipTo(frame.position)
    return true
  }

  /** Moves on to where it is up to date. */
  skipTo(position: string): void {
    this.position = position
    this.stalledSince = 0
  }
}

/** One result, serialised once for everyone who gets it. */
export interface Frame {
  position: string
  json: string
}

/** What a subscriber came by: whose sign-in it is, and how to end it. */
export interface Connection {
  readonly userId: string
  readonly role: string
  /** How long its peer has sent nothing, in milliseconds; omitted where that cannot be known. */
  silentFor?(): number
  /** Pings its peer. */
  ping?(): void
  /** Set once its sign-in no longer stands, before anything that came by it is ended. */
  isRevoked?: boolean
  readonly signIn: { kind: 'cookie' | 'token'; id: string; expiresAt: Date | null }
  /**
   * Ends it with a code that tells the client when to come back: 4403 after a lost sign-in, 1013 when it was too slow,
   * 4430 when the same person has opened too many others.
   */
  close(code: 4403 | 4430 | 1013 | 1012, reason: string): void
}
