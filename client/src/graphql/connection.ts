import { create } from 'zustand'

/** `online` until proven otherwise: the socket is opened lazily, with the first subscription. */
type ConnectionState = 'online' | 'reconnecting' | 'offline' | 'paused'

type Connection = {
  state: ConnectionState
  /** How often the live socket has come back; what must be caught up after a gap watches this. */
  reconnects: number
}

/** The live connection, as the connection bar and the outbox see it. */
export const useConnection = create<Connection>(() => ({
  state: typeof navigator !== 'undefined' && navigator.onLine === false ? 'offline' : 'online',
  reconnects: 0,
}))

/** A socket that was lost and is not back yet. One that outlived a network change is neither. */
let isLost = false

/** The socket dropped; it is being dialled again. */
export const connectionLost = (): void => {
  isLost = true
  if (useConnection.getState().state === 'online') useConnection.setState({ state: 'reconnecting' })
}

/** The server closed the socket because the person has Parley open in too many tabs: it is dialled again when this one is used. */
export const connectionPaused = (): void => {
  isLost = true
  useConnection.setState({ state: 'paused' })
}

/** Resolves at once, or, where the connection is paused, when the person uses this tab again. */
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

/** Follows the browser's own idea of being on the network. Returns what stops it. */
export const watchNetwork = (): (() => void) => {
  // What is paused stays paused: it comes back when it is used, and then finds out.
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
