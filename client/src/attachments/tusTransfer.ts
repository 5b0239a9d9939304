import type { DetailedError, HttpRequest, HttpResponse } from 'tus-js-client'
import { viewerHeaders } from '../graphql/actingViewer.ts'
import { isOfPrograms } from '../graphql/errors.ts'
import { checkViewer } from '../viewer/checkViewer.ts'
import { putPoster } from './poster.ts'
import type { Transfer, TransferOutcome, TransferReport } from './transfer.ts'
import type { Upload, UploadFile } from './uploadStore.ts'

/** The tus endpoint. */
export const FILES_ENDPOINT = '/files'
/** Bytes per request, small enough for common proxies. */
const CHUNK_BYTES = 16 * 1024 ** 2
/** Retry delays before an attempt counts as failed. */
export const RETRY_DELAYS_MS = [0, 500, 1_500, 4_000]
/** Statuses that are not the file's fault: signed out, busy, locked by another upload. */
const PASSING = [401, 408, 409, 423, 425, 429]
/** Longer error bodies are not shown to users. Characters. */
const LONGEST_REASON = 300

/** Loaded with the first file, not before. */
export const loadTus = () => import('tus-js-client')

/** Uploads files with the tus protocol. */
export const tusTransfer: Transfer = {
  send: async (upload, file, report, signal) => {
    let url = upload.url
    const created: TransferReport['created'] = (where) => {
      url = where.url
      report.created(where)
    }
    const outcome = await sendBytes(upload, file, { ...report, created }, signal)
    if (outcome.kind === 'done' && url && file.poster) await putPoster(url, file.poster)
    return outcome
  },
  terminate: (url) => terminate(url),
}

/** Cancels an upload on the server. */
export const terminate = async (url: string): Promise<void> => {
  const { Upload: TusUpload, defaultOptions } = await loadTus()
  // Called on the class, tus knows neither its protocol nor its other defaults.
  await TusUpload.terminate(url, { ...defaultOptions, headers: viewerHeaders(), retryDelays: RETRY_DELAYS_MS })
}

const sendBytes = async (
  upload: Upload,
  { file }: UploadFile,
  report: TransferReport,
  signal: AbortSignal,
): Promise<TransferOutcome> => {
  const tus = await loadTus()
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: 'later' })
    const sending = new tus.Upload(file, {
      endpoint: FILES_ENDPOINT,
      headers: viewerHeaders(),
      uploadUrl: upload.url,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      metadata: metadataOf(upload),
      // We store upload URLs ourselves: tus would match by name and size, and mix up users.
      storeFingerprintForResuming: false,
      onProgress: report.progress,
      onAfterResponse: (request, response) => {
        const where = createdAt(request, response)
        if (where) report.created(where)
      },
      onShouldRetry: (error) => !isRefusal(statusOf(error)) && !isOthers(error),
      onError: (error) => {
        // It waits until its owner signs in, who is asked to.
        if (isOthers(error)) void checkViewer()
        resolve(outcomeOf(error))
      },
      onSuccess: () => resolve({ kind: 'done' }),
    })
    signal.addEventListener('abort', () => {
      void sending.abort()
      resolve({ kind: 'later' })
    })
    sending.start()
  })
}

/** The tus metadata of a file. Values are strings; empty ones are omitted. */
const metadataOf = (upload: Upload): Record<string, string> => {
  const { fileName, contentType, isRecording, width, height, durationSeconds, pages } = upload
  const known = {
    filename: fileName,
    filetype: contentType,
    kind: isRecording ? 'recording' : '',
    width: width ? String(width) : '',
    height: height ? String(height) : '',
    duration: durationSeconds ? durationSeconds.toFixed(3) : '',
    pages: pages ? String(pages) : '',
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== ''))
}

/** The upload URL and attachment id, returned once on creation. */
export const createdAt = (
  request: HttpRequest,
  response: HttpResponse,
): { url: string; attachmentId: string | null } | undefined => {
  if (request.getMethod() !== 'POST' || response.getStatus() !== 201) return undefined
  const location = response.getHeader('Location')
  if (!location) return undefined
  const url = new URL(location, window.location.href)
  return { url: url.pathname, attachmentId: response.getHeader('Attachment-Id') ?? null }
}

const statusOf = (error: Error | DetailedError): number =>
  ('originalResponse' in error && error.originalResponse?.getStatus()) || 0

/** Whether another user is signed in now. */
const isOthers = (error: Error | DetailedError): boolean =>
  'originalResponse' in error && (error.originalResponse?.getBody().includes('"VIEWER_MISMATCH"') ?? false)

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && !PASSING.includes(status)

/** What an error means for the file. */
const outcomeOf = (error: Error | DetailedError): TransferOutcome => {
  const status = statusOf(error)
  if (!isRefusal(status)) return { kind: 'later' }
  return { kind: 'refused', message: 'originalResponse' in error ? reasonIn(error.originalResponse?.getBody()) : null }
}

/** The error message for users in a response; null if a proxy responded, or if it is for programs. */
const reasonIn = (body: string | undefined): string | null => {
  try {
    const { errors } = JSON.parse(body ?? '') as { errors?: { message?: unknown; extensions?: { code?: string } }[] }
    const message = errors?.[0]?.message
    if (isOfPrograms(errors?.[0]?.extensions?.code)) return null
    return typeof message === 'string' && message.length <= LONGEST_REASON ? message : null
  } catch {
    return null
  }
}
