import { createStore, clear, del, entries, get, set } from 'idb-keyval'

/** An answer that is kept for a page without a network. */
type Kept = { data: unknown; at: number; length: number }

/** The most that is kept, in characters of JSON, and in answers. */
const MOST_LENGTH = 8_000_000
const MOST_ANSWERS = 150
/** Trimmed after so many writes: it reads everything. */
const TRIM_EVERY = 20

export type KeptStore = {
  read: (key: string) => Promise<unknown>
  write: (key: string, data: unknown) => Promise<void>
}

/** Nothing that arrives after signing out is kept: the page is about to be left. */
let isSignedOut = false

const open = () => createStore('parley-kept', 'answers')

/** The answers that this browser keeps, in IndexedDB: the latest, up to a limit. None where there is no IndexedDB. */
export const openKeptStore = (): KeptStore => {
  if (typeof indexedDB === 'undefined') return { read: async () => undefined, write: async () => undefined }
  const store = open()
  let writes = 0
  return {
    read: async (key) => (await get<Kept>(key, store).catch(() => undefined))?.data,
    write: async (key, data) => {
      if (isSignedOut) return
      await set(key, { data, at: Date.now(), length: JSON.stringify(data).length } satisfies Kept, store)
      if (++writes % TRIM_EVERY === 1) await trim(store)
    },
  }
}

/** Forgets everything, for the next person at this browser; and keeps nothing any longer. */
export const forgetKept = async (): Promise<void> => {
  isSignedOut = true
  if (typeof indexedDB !== 'undefined') await clear(open()).catch(() => undefined)
}

const trim = async (store: ReturnType<typeof open>): Promise<void> => {
  const latestFirst = (await entries<string, Kept>(store)).toSorted(([, a], [, b]) => b.at - a.at)
  let length = 0
  for (const [index, [key, kept]] of latestFirst.entries()) {
    length += kept.length
    if (index >= MOST_ANSWERS || length > MOST_LENGTH) await del(key, store)
  }
}
