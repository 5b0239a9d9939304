import { forgetLists } from './earlyLists.ts'
import type { KeptStore } from './keptStore.ts'
import type { WaitingStore } from './waitingStore.ts'

// The code of the stores is loaded when they are used: the sign-in page needs none. Where there is no IndexedDB or no room
// in it, nothing is kept, and changes wait as long as the page is open.

/** What this browser keeps to be readable without a network. */
export const keptStore = (): KeptStore => {
  let opened: Promise<KeptStore> | undefined
  const store = () => (opened ??= import('./keptStore.ts').then(({ openKeptStore }) => openKeptStore()))
  return {
    read: (key) =>
      store()
        .then((kept) => kept.read(key))
        .catch(nothing),
    write: (key, data) =>
      store()
        .then((kept) => kept.write(key, data))
        .catch(nothing),
    forgetBefore: (moment) =>
      store()
        .then((kept) => kept.forgetBefore(moment))
        .catch(nothing),
  }
}

/** Where this browser's changes survive a reload. */
export const waitingStore = (): WaitingStore => {
  let opened: Promise<WaitingStore> | undefined
  const store = () => (opened ??= import('./waitingStore.ts').then(({ openWaitingStore }) => openWaitingStore()))
  return {
    all: () =>
      store()
        .then((waiting) => waiting.all())
        .catch(() => []),
    put: (change) =>
      store()
        .then((waiting) => waiting.put(change))
        .catch(nothing),
    remove: (id) =>
      store()
        .then((waiting) => waiting.remove(id))
        .catch(nothing),
  }
}

/** Forgets what is kept to be read: nobody is signed in any longer, or somebody else is. */
export const forgetKept = (): Promise<void> => {
  forgetLists()
  return import('./keptStore.ts').then((kept) => kept.forgetKept()).catch(nothing)
}

/** The same as the page is left: what is under way is not kept either. */
export const forgetForGood = (): Promise<void> =>
  import('./keptStore.ts').then((kept) => kept.forgetForGood()).catch(nothing)

const nothing = (): undefined => undefined
