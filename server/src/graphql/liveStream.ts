import type { ExecutionResult } from 'graphql'
import type { Follow, Hub } from '../live/hub.ts'
import type { Connection } from '../live/member.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Context } from './context.ts'
import { PulledSink } from './pulledSink.ts'

/** Sent on request once a feed is followed: later changes are delivered, earlier ones can be read. */
const FOLLOWED = JSON.stringify({ data: null, extensions: { followed: true } })

/**
 * A subscriber's results as the iterable that GraphQL servers expect. Over a WebSocket the hub writes the frames itself
 * and the iterable only ends; otherwise each `next` takes one result. `released` is called once it has ended.
 */
export function liveStream(
  hub: Hub,
  context: Context,
  follow: Omit<Follow, 'sink' | 'connection'>,
  connection: Connection,
  released: () => void,
): AsyncIterableIterator<ExecutionResult> {
  const stop = () => {
    released()
    member.stop()
    pulled.close()
  }
  const pulled = new PulledSink({ empty: () => member.resume(), end: stop })
  const sink = context.socket?.sink(stop) ?? pulled
  const member = hub.follow({ ...follow, sink, connection })
  // The feed's results may be read first, but this must be delivered before them.
  if (context.tellsFollowed) sink.send(FOLLOWED)
  if (connection instanceof StreamConnection) connection.endsWith(stop)
  return {
    next: () => pulled.next(),
    return: () => {
      stop()
      return Promise.resolve({ value: undefined, done: true })
    },
    throw: (error) => {
      stop()
      return Promise.reject(error as Error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** The connection of a subscriber over HTTP: there is no socket to close, so its stream ends. */
export class StreamConnection implements Connection {
  readonly userId: string
  readonly role: string
  readonly signIn: Connection['signIn']
  #closed = false
  #end: () => void = () => {}

  constructor({ id, role, signIn }: Viewer) {
    this.userId = id
    this.role = role
    this.signIn = signIn
  }

  close(): void {
    this.#closed = true
    this.#end()
  }

  /** Registers how to end the stream; ends it immediately if the connection is already closed. */
  endsWith(end: () => void): void {
    this.#end = end
    if (this.#closed) end()
  }
}
