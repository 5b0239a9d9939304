/** The Web Locks API, used to coordinate tabs; absent in tests and on plain http. */
const locks = (): LockManager | undefined => (typeof navigator === 'undefined' ? undefined : navigator.locks)

/** Runs `work` under an exclusive lock across tabs. */
export const oneTabAtATime = async (name: string, work: () => Promise<void>): Promise<void> => {
  const manager = locks()
  if (manager) await manager.request(name, work)
  else await work()
}

/** Runs `work` only if no tab holds the lock. */
export const unlessAnotherTab = async (name: string, work: () => Promise<void>): Promise<void> => {
  const manager = locks()
  if (manager) await manager.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : undefined))
  else await work()
}

/** Declares a state to the other tabs until the returned function is called. */
export const declare = (name: string): (() => void) => {
  const over = new AbortController()
  let release = () => over.abort()
  const done = new Promise<void>((resolve) => {
    release = () => {
      resolve()
      over.abort()
    }
  })
  void locks()
    ?.request(name, { mode: 'shared', signal: over.signal }, () => done)
    .catch(() => undefined)
  return () => release()
}

/** Whether any tab declares this. */
export const isDeclared = async (name: string): Promise<boolean> => {
  const state = await locks()?.query()
  return state?.held?.some((lock) => lock.name === name) ?? false
}

/** A broadcast channel to the other tabs. */
export type Channel<T> = { publish: (message: T) => void; close: () => void }

/** Opens a broadcast channel between tabs; a no-op if the browser has none. */
export const openChannel = <T>(name: string, onMessage: (message: T) => void): Channel<T> => {
  if (typeof BroadcastChannel === 'undefined') return { publish: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(name)
  channel.onmessage = (event) => onMessage(event.data as T)
  return { publish: (message) => channel.postMessage(message), close: () => channel.close() }
}
