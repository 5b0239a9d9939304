import type { ExecutionResult } from 'graphql'
import type { Follow, Hub } from '../live/hub.ts'
import type { Connection } from '../live/member.ts'
import type { Context } from './context.ts'
import { PulledSink } from './pulledSink.ts'

/**
 * A subscriber's results as the iterable that GraphQL servers expect. Over a WebSocket the hub writes the frames itself
 * and the iterable only ends; elsewhere each `next` takes one result.
 */
export function liveStream(
  hub: Hub,
  context: Context,
  follow: Omit<Follow, 'sink' | 'connection'>,
): AsyncIterableIterator<ExecutionResult> {
  const stop = () => {
    member.stop()
    pulled.close()
  }
  const pulled = new PulledSink({ empty: () => member.resume(), end: stop })
  const sink = context.socket?.sink(stop) ?? pulled
  const connection = context.socket?.connection ?? pulledConnection(context, stop)
  const member = hub.follow({ ...follow, sink, connection })
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

function pulledConnection({ viewer }: Context, stop: () => void): Connection {
  return { userId: viewer!.id, role: viewer!.role, signIn: viewer!.signIn, close: stop }
}
