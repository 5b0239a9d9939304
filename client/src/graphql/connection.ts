import { create } from 'zustand'
import { isOffline } from '../lib/isOffline.ts'

/** `online` until proven otherwise: the socket is opened lazily, with the first subscription. */
type ConnectionState = 'online' | 'reconnecting' | 'offline' | 'paused'

type Connection = {
  state: ConnectionState
  /** How often the socket has reconnected; consumers that must catch up watch this. */
  reconnects: number
}

/** The live connection, as the connection bar and the outbox see it. */
export const useConnection = create<Connection>(() => ({
  state: isOffline() ? 'offline' : 'online',
  reconnects: 0,
}))

/** A socket that was lost and is not back yet. One that outlived a network change is neither. */
let isLost = false

/** The socket dropped and is reconnecting. */
export const connectionLost = (): void => {
  isLost = true
  if (useConnection.getState().state === 'online') useConnection.setState({ state: 'reconnecting' })
}

/** The server closed the socket because the user has too many tabs open: it reconnects when this tab is used. */
export const connectionPaused = (): void => {
  isLost = true
  useConnection.setState({ state: 'paused' })
}

/** Resolves at once, or, if the connection is paused, when the user uses this tab again. */
export const whenInUse = (): Promise<void> =>
  new Promise((resolve) => {
    if (useConnection.getState().state !== 'paused') return resolve()
    const used = new AbortController()
    const resume = () => {
      if (document.visibilityState !== 'visible') return
      used.abort()
      useConnection.setState({ state: 'reconnecting' })
      resolve()
    }
    for (const sign of ['focus', 'pointerdown', 'keydown'])
      window.addEventListener(sign, resume, { signal: used.signal, capture: true })
    document.addEventListener('visibilitychange', resume, { signal: used.signal })
  })

/** The socket is open (again). */
export const connectionMade = (isRetry: boolean): void => {
  isLost = false
  useConnection.setState(({ reconnects }) => ({ state: 'online', reconnects: isRetry ? reconnects + 1 : reconnects }))
}

/** Calls `listener` when this browser has a network again. Returns a function that stops it. */
export const onNetworkReturn = (listener: () => void): (() => void) =>
  useConnection.subscribe((now, before) => {
    if (before.state === 'offline' && now.state !== 'offline') listener()
  })

/** Follows the browser's online state. Returns a function that stops it. */
export const watchNetwork = (): (() => void) => {
  // A paused connection stays paused until the tab is used.
  const change = (state: ConnectionState) =>
    useConnection.getState().state !== 'paused' && useConnection.setState({ state })
  const offline = () => change('offline')
  const online = () => change(isLost ? 'reconnecting' : 'online')
  window.addEventListener('offline', offline)
  window.addEventListener('online', online)
  return () => {
    window.removeEventListener('offline', offline)
    window.removeEventListener('online', online)
  }
}
