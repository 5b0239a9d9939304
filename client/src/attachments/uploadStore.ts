import { createStore, del, get, set, values } from 'idb-keyval'

/** `waiting` continues automatically; `paused` and `failed` require the user. */
export type UploadState = 'waiting' | 'uploading' | 'paused' | 'done' | 'failed'

/** Why an upload stopped: its file is no longer available, or the server rejected it with this message. */
type UploadProblem = { code: 'FILE_NEEDED' | 'REFUSED'; message: string | null }

/** A file being uploaded. */
export type Upload = {
  id: string
  /** The owner: another user of this browser neither sees nor sends it. */
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
  /** Bytes uploaded, as far as this page knows. */
  sent: number
  /** The upload URL; null before the upload is created. */
  url: string | null
  /** The attachment id, once the server has assigned it. */
  attachmentId: string | null
  problem: UploadProblem | null
  /** The order in which files were chosen. Stored in IndexedDB under this name. */
  place: number
}

/** The file and its preview: a video's poster frame, a PDF's first page. */
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
