import { createStore, del, set, values } from 'idb-keyval'
import { ticketsOf, type Variables } from './waitingRules.ts'

/** A change that the server does not have yet. */
export type WaitingChange = {
  id: string
  /** Who made it: another user of this browser must not send it. */
  viewerId: string
  /** The tab that sends it, as long as it is open. */
  tab: string
  /** The name of its mutation, and its document as text: after a reload the page may not have loaded it. */
  name: string
  document: string
  variables: Variables
  /** The tickets that it changes. */
  tickets: readonly string[]
  /** When it was made: the order of sending. */
  place: number
}

/** Where waiting changes survive a reload. */
export type WaitingStore = {
  all: () => Promise<WaitingChange[]>
  put: (change: WaitingChange) => Promise<void>
  remove: (id: string) => Promise<void>
}

/** As stored by the versions before reactions were among them. */
type Stored = Omit<WaitingChange, 'tickets'> & Partial<WaitingChange>

/** Those of this browser, in IndexedDB. */
export const openWaitingStore = (): WaitingStore => {
  const store = createStore('parley-changes', 'changes')
  return {
    all: async () =>
      (await values<Stored>(store)).map((change) => ({ tickets: ticketsOf(change.variables), ...change })),
    put: (change) => set(change.id, change, store),
    remove: (id) => del(id, store),
  }
}
