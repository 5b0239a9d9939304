import { clear, createStore, del, delMany, entries, keys, set, values } from 'idb-keyval'
import { recall, remember } from '../lib/remembered.ts'

/** A recording that was started and neither sent nor discarded. */
export type StoredRecording = {
  id: string
  viewerId: string
  /** The draft it goes into. */
  scope: string
  mimeType: string
  startedAt: string
  /** The server's copy of the recording, and its attachment id. */
  copy: { url: string; attachmentId: string | null } | null
}

const KEY = 'recordings'
const isList = (value: unknown): value is StoredRecording[] => Array.isArray(value)
const items = () => createStore('parley-recordings', 'items')
const chunks = () => createStore('parley-recording-chunks', 'chunks')
const chunkKey = (id: string, n: number) => `${id} ${String(n).padStart(8, '0')}`

/** The recordings that a crash or a closed page left behind. */
export const storedRecordings = async (viewerId: string): Promise<StoredRecording[]> => {
  const all = [...recall(KEY, [], isList), ...(await readItems().catch(() => []))]
  return [...new Map(all.map((kept) => [kept.id, kept])).values()].filter((kept) => kept.viewerId === viewerId)
}

/**
 * Stores a recording's entry in IndexedDB, which writes at once: browsers write localStorage seconds later, and one
 * that is killed before that has lost it. In localStorage as well, which has space when IndexedDB is full; it also
 * locates the server's copy.
 */
export const storeRecording = (recording: StoredRecording): void => {
  remember(KEY, [...recall(KEY, [], isList).filter(({ id }) => id !== recording.id), recording])
  void writeItem(recording).catch(() => undefined)
}

const readItems = async () => values<StoredRecording>(items())
const writeItem = async (recording: StoredRecording) => set(recording.id, recording, items())

/** About a second of it, as delivered by MediaRecorder. */
export const storeChunk = async (id: string, n: number, chunk: Blob): Promise<void> =>
  set(chunkKey(id, n), chunk, chunks())

const readChunks = async () => entries<string, Blob>(chunks())

/** The stored chunks of a recording, joined. Empty if storage was full. */
export const joinChunks = async (id: string, mimeType: string): Promise<Blob> => {
  const all = await readChunks().catch(() => [])
  const mine = all.filter(([key]) => key.startsWith(`${id} `)).sort(([a], [b]) => (a < b ? -1 : 1))
  return new Blob(
    mine.map(([, chunk]) => chunk),
    { type: mimeType },
  )
}

/** Deletes a recording that was sent or discarded. */
export const dropRecording = async (id: string): Promise<void> => {
  const left = recall(KEY, [], isList).filter((kept) => kept.id !== id)
  remember(KEY, left)
  try {
    await del(id, items())
    if (left.length === 0 && (await keys(items())).length === 0) return await clear(chunks())
    await delMany(
      (await keys<string>(chunks())).filter((key) => key.startsWith(`${id} `)),
      chunks(),
    )
  } catch {
    // Storage is unavailable, so there is nothing to delete.
  }
}
