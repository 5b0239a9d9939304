import { clear, createStore, delMany, entries, keys, set } from 'idb-keyval'
import { recall, remember } from '../lib/remembered.ts'

/** A recording that was begun and neither sent nor thrown away. */
export type KeptRecording = {
  id: string
  viewerId: string
  /** The draft it goes into. */
  scope: string
  mimeType: string
  startedAt: string
  /** The desk's copy of what has been recorded so far, and the name it has given it. */
  copy: { url: string; attachmentId: string | null } | null
}

const KEY = 'recordings'
const isList = (value: unknown): value is KeptRecording[] => Array.isArray(value)
const chunks = () => createStore('parley-recording-chunks', 'chunks')
const chunkKey = (id: string, n: number) => `${id} ${String(n).padStart(8, '0')}`

/** The recordings that a crash or a closed page left behind. In localStorage: small, and written at once. */
export const keptRecordings = (viewerId: string): KeptRecording[] =>
  recall(KEY, [], isList).filter((kept) => kept.viewerId === viewerId)

export const keepRecording = (recording: KeptRecording): void =>
  remember(KEY, [...recall(KEY, [], isList).filter(({ id }) => id !== recording.id), recording])

/** One second of it or so, as the browser's recorder gave it. */
export const keepChunk = async (id: string, n: number, chunk: Blob): Promise<void> =>
  set(chunkKey(id, n), chunk, chunks())

const readChunks = async () => entries<string, Blob>(chunks())

/** What is kept of a recording, joined. Empty when storage had no room. */
export const joinChunks = async (id: string, mimeType: string): Promise<Blob> => {
  const all = await readChunks().catch(() => [])
  const mine = all.filter(([key]) => key.startsWith(`${id} `)).sort(([a], [b]) => (a < b ? -1 : 1))
  return new Blob(
    mine.map(([, chunk]) => chunk),
    { type: mimeType },
  )
}

/** Forgets a recording that was sent or thrown away. */
export const dropRecording = async (id: string): Promise<void> => {
  const left = recall(KEY, [], isList).filter((kept) => kept.id !== id)
  remember(KEY, left)
  try {
    if (left.length === 0) return await clear(chunks())
    await delMany(
      (await keys<string>(chunks())).filter((key) => key.startsWith(`${id} `)),
      chunks(),
    )
  } catch {
    // Storage refused: there is nothing in it.
  }
}
