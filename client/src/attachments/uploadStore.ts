import { createStore, del, get, set, values } from 'idb-keyval'

/** `waiting` goes on by itself; `paused` and `failed` wait for the person. */
export type UploadState = 'waiting' | 'uploading' | 'paused' | 'done' | 'failed'

/** Why an upload stopped: its file is not at hand any more, or the desk refused it with these words. */
type UploadProblem = { code: 'FILE_NEEDED' | 'REFUSED'; message: string | null }

/** A file on its way to the desk. */
export type Upload = {
  id: string
  /** Whose file it is: another person signing in here neither sees nor sends it. */
  viewerId: string
  /** What it belongs to: a draft or a message in the outbox. See scope.ts. */
  scope: string
  fileName: string
  contentType: string
  /** Bytes. */
  size: number
  isRecording: boolean
  width: number | null
  height: number | null
  durationSeconds: number | null
  /** Of a PDF that could be opened. */
  pages?: number
  state: UploadState
  /** Bytes that the desk has, as far as this page knows. */
  sent: number
  /** Where the desk takes the file's bytes; null before it was asked. */
  url: string | null
  /** The attachment's opaque id, once the desk has named it. */
  attachmentId: string | null
  problem: UploadProblem | null
  /** The order in which files were chosen. */
  place: number
}

/** What is uploaded, and a picture of it: a video's still, a PDF's first page. */
export type UploadFile = { file: Blob; poster: Blob | null }

/** Where uploads survive a reload. Files are kept apart, so that listing uploads reads none of them. */
export type UploadStore = {
  all: () => Promise<Upload[]>
  put: (upload: Upload) => Promise<void>
  file: (id: string) => Promise<UploadFile | undefined>
  keepFile: (id: string, file: UploadFile) => Promise<void>
  remove: (id: string) => Promise<void>
}

/** The uploads of this browser, in IndexedDB. */
export const openUploadStore = (): UploadStore => {
  const items = createStore('parley-uploads', 'items')
  const files = createStore('parley-upload-files', 'files')
  return {
    // Async, so that a browser that refuses storage rejects rather than throws.
    all: async () => values<Upload>(items),
    put: async (upload) => set(upload.id, upload, items),
    file: async (id) => get<UploadFile>(id, files),
    keepFile: async (id, file) => set(id, file, files),
    remove: async (id) => {
      await del(id, items)
      await del(id, files)
    },
  }
}
