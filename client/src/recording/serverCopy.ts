import { viewerHeaders } from '../graphql/actingViewer.ts'
import { FILES_ENDPOINT, RETRY_DELAYS_MS, createdAt, loadTus, terminate } from '../attachments/tusTransfer.ts'

/** Uploaded in parts of this size, in bytes: a second or two. */
const CHUNK_BYTES = 128 * 1024

type Created = { url: string; attachmentId: string | null }

/** A copy of the recording on the server, so that a crash loses only seconds. */
export type ServerCopy = {
  push: (chunk: Blob) => void
  /** Deletes the copy: the recording was attached or discarded. */
  drop: () => void
}

/** Uploads a recording while it is made, with deferred length. */
export const startServerCopy = (
  { fileName, mimeType }: { fileName: string; mimeType: string },
  onCreated: (copy: Created) => void,
): ServerCopy => {
  const waiting: Blob[] = []
  let wake: (() => void) | undefined
  let isDropped = false
  let stop = () => undefined as void

  const read = async (): Promise<{ done: false; value: Uint8Array }> => {
    // Never resolves after an abort, because tus would continue on the aborted request.
    while (waiting.length === 0) await new Promise<void>((go) => (wake = go))
    return { done: false, value: new Uint8Array(await waiting.shift()!.arrayBuffer()) }
  }

  const send = async () => {
    const tus = await loadTus()
    if (isDropped) return
    const upload = new tus.Upload({ read } as Pick<ReadableStreamDefaultReader, 'read'>, {
      endpoint: FILES_ENDPOINT,
      headers: viewerHeaders(),
      uploadLengthDeferred: true,
      chunkSize: CHUNK_BYTES,
      retryDelays: [...RETRY_DELAYS_MS, 10_000, 30_000],
      metadata: { filename: fileName, filetype: mimeType.split(';')[0]!, kind: 'recording' },
      storeFingerprintForResuming: false,
      onAfterResponse: (request, response) => {
        const created = createdAt(request, response)
        if (!created) return
        onCreated(created)
        if (isDropped) void dropCopy(created.url)
      },
      // The recording itself is in the browser, so a failed copy loses nothing.
      onError: () => undefined,
    })
    stop = () => void upload.abort(true).catch(() => undefined)
    upload.start()
  }
  void send().catch(() => undefined)

  return {
    push: (chunk) => {
      if (isDropped) return
      waiting.push(chunk)
      wake?.()
    },
    drop: () => {
      isDropped = true
      waiting.length = 0
      stop()
    },
  }
}

/** Removes a copy that an earlier page made. */
export const dropCopy = async (url: string): Promise<void> => {
  await terminate(url).catch(() => undefined)
}

/**
 * Declares the present length of a copy as final, so that the server completes it. Returns the length in bytes; 0 if
 * there is none.
 */
export const closeCopy = async (url: string): Promise<number> => {
  const version = { 'Tus-Resumable': '1.0.0', ...viewerHeaders() }
  const head = await fetch(url, { method: 'HEAD', headers: version })
  const offset = head.headers.get('Upload-Offset')
  if (!head.ok || !offset || offset === '0') return 0
  if (head.headers.get('Upload-Length') === offset) return Number(offset)
  const closed = await fetch(url, {
    method: 'PATCH',
    headers: {
      ...version,
      'Upload-Offset': offset,
      'Upload-Length': offset,
      'Content-Type': 'application/offset+octet-stream',
    },
  })
  return closed.ok ? Number(offset) : 0
}
