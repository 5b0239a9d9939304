import { create } from 'zustand'

/** `online` until proven otherwise: the socket is opened lazily, with the first subscription. */
type ConnectionState = 'online' | 'reconnecting' | 'offline'

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

/** The socket is open (again). */
export const connectionMade = (isRetry: boolean): void => {
  isLost = false
  useConnection.setState(({ reconnects }) => ({ state: 'online', reconnects: isRetry ? reconnects + 1 : reconnects }))
}

/** Follows the browser's own idea of being on the network. Returns what stops it. */
export const watchNetwork = (): (() => void) => {
  const offline = () => useConnection.setState({ state: 'offline' })
  const online = () => useConnection.setState({ state: isLost ? 'reconnecting' : 'online' })
  window.addEventListener('offline', offline)
  window.addEventListener('online', online)
  return () => {
    window.removeEventListener('offline', offline)
    window.removeEventListener('online', online)
  }
}
