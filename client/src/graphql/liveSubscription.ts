import type { Client, CombinedError } from '@urql/core'
import type { DocumentNode } from 'graphql'
import { onEnd, pipe, subscribe } from 'wonka'
import { retryDelay } from './socket.ts'

/**
 * The last position seen in a live feed. It is read again at each (re)connect, so that a dropped socket
 * resumes where it was: with fixed variables every reconnect would replay from the beginning.
 */
export type LiveCursor = { current: string | null | undefined }

/** What a feed delivers: an update with its cursor, or a reset if the past cannot be replayed. */
type Delivery = { cursor: string } | { reason: string }
type Step<D> = Extract<D, { cursor: string }>

export type LiveHandlers<D> = {
  /** After the cache has taken it in. */
  onDelivery?: (step: Step<D>) => void
  /** Missed updates cannot be replayed: reload, then subscribe from the new cursor. */
  onReset: (reason: string) => void
  onError?: (error: CombinedError) => void
}

const LIVE = 'liveCursor'

/** Reasons of a reset after which the desk may have lost what it had acknowledged. */
const MAY_HAVE_LOST = new Set(['OTHER_EPOCH', 'OTHER_HISTORY', 'FUTURE_CURSOR'])

/** Whether the desk may have lost what it had acknowledged: it was restored from a backup. */
export const mayHaveLost = (reason: string): boolean => MAY_HAVE_LOST.has(reason)

const lossListeners = new Set<() => void>()

/** Calls `listener` when the desk may have lost what it had acknowledged, because it was restored from a backup. Returns a function that stops it. */
export const onPossibleLoss = (listener: () => void): (() => void) => {
  lossListeners.add(listener)
  return () => lossListeners.delete(listener)
}

/** The subscription's variables, with the cursor as it is now. */
export const liveVariables = (variables: object | undefined, context: object): object | undefined => {
  const cursor = (context as { [LIVE]?: LiveCursor })[LIVE]
  return cursor ? { ...variables, after: cursor.current ?? null } : variables
}

/**
 * Follows a feed (`ticketEvents`, `inboxEvents`) from `cursor` on, moving the cursor with each delivery, through
 * dropped sockets and a server that ends the stream. A FeedReset ends it. Returns a function that stops it.
 */
export const liveSubscription = <Data extends Record<string, Delivery | undefined>, Variables extends object>(
  client: Client,
  document: DocumentNode,
  variables: Omit<Variables, 'after'>,
  cursor: LiveCursor,
  handlers: LiveHandlers<Data[keyof Data]>,
): (() => void) => {
  let stopped = false
  let ends = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsubscribe = () => {}

  const stop = () => {
    stopped = true
    clearTimeout(timer)
    unsubscribe()
  }

  const take = (delivery: Delivery) => {
    if ('cursor' in delivery) {
      ends = 0
      cursor.current = delivery.cursor
      return handlers.onDelivery?.(delivery as Step<Data[keyof Data]>)
    }
    stop()
    handlers.onReset(delivery.reason)
    if (mayHaveLost(delivery.reason)) for (const listener of lossListeners) listener()
  }

  const start = () => {
    const feed = client.subscription<Data>(
      document,
      { ...variables, after: cursor.current ?? null },
      { [LIVE]: cursor },
    )
    const running = pipe(
      feed,
      onEnd(() => {
        // The server completed the stream (a deploy, a rejection): resubscribe.
        if (!stopped) timer = setTimeout(start, retryDelay(ends++))
      }),
      subscribe(({ data, error }) => {
        if (stopped) return
        if (error) handlers.onError?.(error)
        const delivery = data && Object.values(data).find((value) => typeof value === 'object')
        if (delivery) take(delivery)
      }),
    )
    unsubscribe = () => running.unsubscribe()
    if (stopped) unsubscribe()
  }

  start()
  return stop
}
