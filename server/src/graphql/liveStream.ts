import type { ExecutionResult } from 'graphql'
import type { Follow, Hub } from '../live/hub.ts'
import type { Connection, Sink } from '../live/member.ts'
import type { Context } from './context.ts'

/**
 * A subscriber's results as the iterable that GraphQL servers expect. Over a WebSocket the hub writes the frames itself
 * and the iterable only ends; elsewhere each `next` takes one result, and none is made ahead.
 */
export function liveStream(
  hub: Hub,
  context: Context,
  follow: Omit<Follow, 'sink' | 'connection'>,
): AsyncIterableIterator<ExecutionResult> {
  let finish: () => void = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  let waiting: ((result: IteratorResult<ExecutionResult>) => void) | undefined
  const done = { value: undefined, done: true } as const
  const stop = () => {
    member.stop()
    finish()
    waiting?.(done)
  }
  const pulled: Sink = {
    ready: () => waiting !== undefined,
    send: (json) => {
      const take = waiting!
      waiting = undefined
      take({ value: JSON.parse(json) as ExecutionResult, done: false })
    },
    end: () => stop(),
  }
  const sink = context.socket ? context.socket.sink(() => stop()) : pulled
  const connection = context.socket?.connection ?? pulledConnection(context, () => stop())
  const member = hub.follow({ ...follow, sink, connection })
  let ended = false
  void finished.then(() => (ended = true))
  return {
    next: () => {
      if (ended) return Promise.resolve(done)
      if (context.socket) return finished.then(() => done)
      return new Promise((resolve) => {
        waiting = resolve
        member.resume()
      })
    },
    return: () => {
      stop()
      return Promise.resolve(done)
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
