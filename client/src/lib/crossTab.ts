/** What the browser offers for tabs of one desk to agree among themselves; absent in tests and on plain http. */
const locks = (): LockManager | undefined => (typeof navigator === 'undefined' ? undefined : navigator.locks)

/** Runs `work` while no other tab runs work of this name; waits its turn. */
export const oneTabAtATime = async (name: string, work: () => Promise<void>): Promise<void> => {
  const manager = locks()
  if (manager) await manager.request(name, work)
  else await work()
}

/** Runs `work` only if no tab is running work of this name just now. */
export const unlessAnotherTab = async (name: string, work: () => Promise<void>): Promise<void> => {
  const manager = locks()
  if (manager) await manager.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : undefined))
  else await work()
}

/** Tells the other tabs that something is so, until the returned function is called. */
export const declare = (name: string): (() => void) => {
  const over = new AbortController()
  let release = () => over.abort()
  const held = new Promise<void>((resolve) => {
    release = () => {
      resolve()
      over.abort()
    }
  })
  void locks()
    ?.request(name, { mode: 'shared', signal: over.signal }, () => held)
    .catch(() => undefined)
  return () => release()
}

/** Whether any tab declares this. */
export const isDeclared = async (name: string): Promise<boolean> => {
  const state = await locks()?.query()
  return state?.held?.some((lock) => lock.name === name) ?? false
}

/** Tells the other tabs; hears what they tell. */
export type Channel<T> = { tell: (message: T) => void; close: () => void }

/** A line between the tabs of one desk; a dead one where the browser has none. */
export const openChannel = <T>(name: string, onMessage: (message: T) => void): Channel<T> => {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(name)
  channel.onmessage = (event) => onMessage(event.data as T)
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() }
}
