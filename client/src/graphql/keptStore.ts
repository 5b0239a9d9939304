import { createStore, clear, del, entries, get, set } from 'idb-keyval'
import { actingViewer } from './actingViewer.ts'

/** An answer that is kept for a page without a network. */
type Kept = { data: unknown; at: number; length: number }

/** The most that is kept, in characters of JSON, and in answers. */
const MOST_LENGTH = 8_000_000
const MOST_ANSWERS = 150
/** Trimmed after so many writes: it reads everything. */
const TRIM_EVERY = 20

/** The keys begin with the id of the person whose answers they are. */
export type KeptStore = {
  read: (key: string) => Promise<unknown>
  write: (key: string, data: unknown) => Promise<void>
  /** Forgets what was kept before this moment, and what is of other people. */
  forgetBefore: (moment: number) => Promise<void>
}

/** Nothing that arrives after signing out is kept: the page is about to be left. */
let isSignedOut = false

const open = () => createStore('parley-kept', 'answers')

/** The answers that this browser keeps, in IndexedDB: the latest, up to a limit. */
export const openKeptStore = (): KeptStore => {
  const store = open()
  let writes = 0
  return {
    read: async (key) => (await get<Kept>(key, store))?.data,
    write: async (key, data) => {
      if (isSignedOut) return
      await set(key, { data, at: Date.now(), length: JSON.stringify(data).length } satisfies Kept, store)
      if (++writes % TRIM_EVERY === 1) await trim(store)
    },
    forgetBefore: async (moment) => {
      for (const [key, { at }] of await entries<string, Kept>(store))
        if (at < moment || !isOwn(key)) await del(key, store)
    },
  }
}

/** Forgets everything: nobody is signed in any longer, or somebody else is. */
export const forgetKept = (): Promise<void> => clear(open())

/** The same as the page is left: what is under way is not kept either. */
export const forgetForGood = async (): Promise<void> => {
  isSignedOut = true
  await forgetKept()
}

const isOwn = (key: string): boolean => key.startsWith(`${actingViewer()} `)

/** Removes what is over the limit, and what is of other people. */
const trim = async (store: ReturnType<typeof open>): Promise<void> => {
  const latestFirst = (await entries<string, Kept>(store)).toSorted(([, a], [, b]) => b.at - a.at)
  let length = 0
  for (const [index, [key, kept]] of latestFirst.entries()) {
    length += kept.length
    if (index >= MOST_ANSWERS || length > MOST_LENGTH || !isOwn(key)) await del(key, store)
  }
}
