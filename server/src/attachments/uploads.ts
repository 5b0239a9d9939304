import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Server } from '@tus/server'
import { translated } from '../languages/translated.ts'
import type { Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { UploadError } from '../platform/files/blobs.ts'
import type { AttachmentRow } from './attachment.ts'
import { createUpload } from './createUpload.ts'
import { discardUpload } from './discardUpload.ts'
import type { FilesDeps } from './files.ts'
import { lookAt, markReady } from './finishUpload.ts'
import { MeteredStore } from './metered.ts'
import { readUpload } from './reads.ts'
import { checkSize, reserve, settle } from './reserve.ts'

/** The path that tus serves. */
const PATH = '/files'

/** The sender of the request that tus is handling. */
interface Caller {
  identity: Identity
  req: IncomingMessage
  res: ServerResponse
}

const notThere = () => new UploadError(404, 'NOT_FOUND', 'The upload does not exist.')

/** Serves resumable uploads: the tus protocol, for signed-in people, who can only access their own uploads. */
export function createUploads(deps: FilesDeps & { globalIdOf(id: string): string }) {
  const { pools, blobs, locker, limits, log, globalIdOf } = deps
  const callers = new AsyncLocalStorage<Caller>()
  const as = <T>({ identity }: Caller, mode: 'read' | 'write', work: () => Promise<T>) =>
    asIdentity(pools, identity, mode, work)
  const asCaller = <T>(work: () => Promise<T>) => as(callers.getStore()!, 'write', work)
  const finishing = new Map<string, Promise<void>>()

  /** Runs once for each upload: for the request with the last bytes, or one that finds them all received. */
  const finish = (caller: Caller, upload: AttachmentRow, size: number): Promise<void> => {
    const known = finishing.get(upload.id)
    if (known) return known
    const done = (async () => {
      const facts = await lookAt(upload, size, deps)
      await as(caller, 'write', () => markReady(facts))
    })().finally(() => finishing.delete(upload.id))
    finishing.set(upload.id, done)
    return done
  }

  const own = async (caller: Caller, id: string): Promise<AttachmentRow> => {
    const upload = await as(caller, 'read', () => readUpload(id))
    if (!upload) throw notThere()
    return upload
  }

  const store = new MeteredStore(blobs.uploads, {
    declare: async (id, bytes) => {
      checkSize(bytes, limits)
      await asCaller(() => reserve(id, bytes, bytes, limits))
    },
    reserve: (id, least, most) => asCaller(() => reserve(id, least, most, limits)),
    settle: (id, bytes) => asCaller(() => settle(id, bytes)),
    bodyBytes: () => {
      const length = callers.getStore()!.req.headers['content-length']
      return length === undefined ? undefined : Number(length)
    },
  })

  const server = new Server({
    path: PATH,
    datastore: store,
    locker,
    relativeLocation: true,
    // Requests of pages of other origins are not answered.
    allowedOrigins: () => false,
    maxSize: () => limits.fileBytes,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (_req, upload) => {
      const caller = callers.getStore()!
      await as(caller, 'write', () => createUpload(upload.id, upload.size, upload.metadata ?? {}, limits))
      caller.res.setHeader('Attachment-Id', globalIdOf(upload.id))
      return {}
    },
    onIncomingRequest: async (req, id) => {
      if (req.method === 'POST') return
      const caller = callers.getStore()!
      const upload = await own(caller, id)
      caller.res.setHeader('Attachment-Id', globalIdOf(id))
      if (req.method === 'HEAD') await finishFound(caller, upload)
      if (req.method === 'DELETE' && !(await as(caller, 'write', () => discardUpload(id)))) throw notThere()
    },
    onUploadFinish: async (_req, { id, size }) => {
      const caller = callers.getStore()!
      await finish(caller, await own(caller, id), size!)
      return {}
    },
    onResponseError: (req, error) => {
      if (error instanceof UploadError) return inTheirLanguage(error)
      const { status_code: status, body } = error as Partial<UploadError>
      if (status && body) return tusError(status, body)
      log.error({ err: error, method: req.method }, 'an upload failed')
      return new UploadError(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on the server.')
    },
  })

  // The process may have stopped between the last byte and the next step: the next request for the offset finishes the upload.
  const finishFound = async (caller: Caller, upload: AttachmentRow) => {
    if (upload.state !== 'uploading') return
    const { offset, size } = await blobs.uploads.getUpload(upload.id)
    if (size !== undefined && size > 0 && offset === size) await finish(caller, upload, size)
  }

  return async (req: IncomingMessage, res: ServerResponse, identity: Identity): Promise<void> => {
    await callers.run({ identity, req, res }, () => server.handle(req, res))
  }
}

function inTheirLanguage({ status_code: status, code, message }: UploadError): UploadError {
  return new UploadError(status, code, translated(message))
}

/** What a person reads of tus's own errors; the others are mistakes of a program. */
const WORDS: Readonly<Record<string, string>> = {
  NOT_FOUND: 'The upload does not exist.',
  CONFLICT: 'The upload has continued elsewhere. Try again.',
  FILE_TOO_LARGE: 'The file is larger than it was announced.',
}

/** tus's own errors, with a code like all others. */
function tusError(said: number, text: string): UploadError {
  // An unsupported extension: a mistake of the client, which OPTIONS would have prevented.
  const status = said === 501 ? 400 : said
  const codes: Record<number, string> = { 404: 'NOT_FOUND', 410: 'NOT_FOUND', 409: 'CONFLICT', 413: 'FILE_TOO_LARGE' }
  const code = codes[status] ?? (status < 500 ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR')
  const message = status < 500 ? text.trim() : 'Something went wrong on the server.'
  return new UploadError(status, code, WORDS[code] ?? message)
}
