import { createClient, type Client } from 'graphql-ws'
import { backoff } from '../lib/backoff.ts'
import { actingViewer } from './actingViewer.ts'
import { connectionLost, connectionMade, connectionPaused, whenInUse } from './connection.ts'
import { signInEnded } from './signInEnded.ts'
import { whenSignedIn } from './signInNeed.ts'

const KEEP_ALIVE_MS = 12_000
const PONG_WITHIN_MS = 6_000
const FIRST_RETRY_MS = 400
const LONGEST_RETRY_MS = 5_000
/** Close code for "signed out or revoked"; unlike 4401, clients retry. */
const FORBIDDEN = 4403
/** Too many tabs of this person are connected, and this is the oldest. */
const TOO_MANY = 4430
const NORMAL = 1000

/** Exponential backoff with full jitter, so that clients do not all reconnect at once after a restart. */
export const retryDelay = (retries: number, random?: () => number): number =>
  backoff(retries, FIRST_RETRY_MS, LONGEST_RETRY_MS, random)

/** Waits until the delay has passed, or the network or the user is back. */
const waitOrWake = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      document.removeEventListener('visibilitychange', whenVisible)
      resolve()
    }
    const whenVisible = () => document.visibilityState === 'visible' && done()
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
    document.addEventListener('visibilitychange', whenVisible)
  })

/** The WebSocket: authenticated by cookie, reconnects forever, monitored with pings. */
export const createSocket = (url: string, onForbidden: () => void): Client => {
  let socket: WebSocket | undefined
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  let operations = 0
  return createClient({
    url,
    lazy: true,
    // Pages that have subscribed to the same in the same order get the same bytes, which the server makes once.
    generateID: () => String(++operations),
    // Called for each connection: the cookie may belong to another user by then.
    connectionParams: () => ({ viewer: actingViewer() }),
    lazyCloseTimeout: 5_000,
    keepAlive: KEEP_ALIVE_MS,
    connectionAckWaitTimeout: 10_000,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: async (retries) => {
      await whenInUse()
      await waitOrWake(retryDelay(retries))
      await whenSignedIn()
    },
    on: {
      opened: (opened) => {
        socket = opened as WebSocket
      },
      connected: (_socket, _payload, wasRetry) => connectionMade(wasRetry),
      closed: (event) => {
        clearTimeout(pongTimer)
        const code = (event as CloseEvent).code
        if (code === FORBIDDEN) {
          signInEnded()
          onForbidden()
        }
        if (code === TOO_MANY) connectionPaused()
        else if (code !== NORMAL) connectionLost()
      },
      // A half-open connection never closes by itself: silence after a ping ends it.
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => socket?.close(4408, 'No pong'), PONG_WITHIN_MS)
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer)
      },
    },
  })
}
