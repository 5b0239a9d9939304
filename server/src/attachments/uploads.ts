import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Server } from '@tus/server'
import type { Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { UploadError } from '../platform/files/blobs.ts'
import type { AttachmentRow } from './attachment.ts'
import { createUpload } from './createUpload.ts'
import { doomUpload } from './doomUpload.ts'
import type { FilesDeps } from './files.ts'
import { lookAt, markReady } from './finishUpload.ts'
import { MeteredStore } from './metered.ts'
import { readUpload } from './reads.ts'
import { checkSize, reserve, settle } from './reserve.ts'

/** The path that tus serves. */
const PATH = '/files'

/** Who sent the request that tus is at work on. */
interface Asker {
  identity: Identity
  req: IncomingMessage
  res: ServerResponse
}

const notThere = () => new UploadError(404, 'NOT_FOUND', 'There is no such upload.')

/** Serves resumable uploads: the tus protocol, for people who are signed in, each with uploads of their own. */
export function createUploads(deps: FilesDeps & { globalIdOf(id: string): string }) {
  const { pools, blobs, locker, limits, log, globalIdOf } = deps
  const askers = new AsyncLocalStorage<Asker>()
  const as = <T>({ identity }: Asker, mode: 'read' | 'write', work: () => Promise<T>) =>
    asIdentity(pools, identity, mode, work)
  const asAsker = <T>(work: () => Promise<T>) => as(askers.getStore()!, 'write', work)
  const finishing = new Map<string, Promise<void>>()

  /** Once for each upload, whoever asks: the request that brought the last bytes, or one that found them there. */
  const finish = (asker: Asker, upload: AttachmentRow, size: number): Promise<void> => {
    const known = finishing.get(upload.id)
    if (known) return known
    const done = (async () => {
      const facts = await lookAt(upload, size, deps)
      await as(asker, 'write', () => markReady(facts))
    })().finally(() => finishing.delete(upload.id))
    finishing.set(upload.id, done)
    return done
  }

  const own = async (asker: Asker, id: string): Promise<AttachmentRow> => {
    const upload = await as(asker, 'read', () => readUpload(id))
    if (!upload) throw notThere()
    return upload
  }

  const store = new MeteredStore(blobs.uploads, {
    declare: async (id, bytes) => {
      checkSize(bytes, limits)
      await asAsker(() => reserve(id, bytes, bytes, limits))
    },
    reserve: (id, least, most) => asAsker(() => reserve(id, least, most, limits)),
    settle: (id, bytes) => asAsker(() => settle(id, bytes)),
    bodyBytes: () => {
      const length = askers.getStore()!.req.headers['content-length']
      return length === undefined ? undefined : Number(length)
    },
  })

  const server = new Server({
    path: PATH,
    datastore: store,
    locker,
    relativeLocation: true,
    // Pages of other origins are not answered at all.
    allowedOrigins: () => false,
    maxSize: () => limits.fileBytes,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (_req, upload) => {
      const asker = askers.getStore()!
      await as(asker, 'write', () => createUpload(upload.id, upload.size, upload.metadata ?? {}, limits))
      asker.res.setHeader('Attachment-Id', globalIdOf(upload.id))
      return {}
    },
    onIncomingRequest: async (req, id) => {
      if (req.method === 'POST') return
      const asker = askers.getStore()!
      const upload = await own(asker, id)
      asker.res.setHeader('Attachment-Id', globalIdOf(id))
      if (req.method === 'HEAD') await finishFound(asker, upload)
      if (req.method === 'DELETE' && !(await as(asker, 'write', () => doomUpload(id)))) throw notThere()
    },
    onUploadFinish: async (_req, { id, size }) => {
      const asker = askers.getStore()!
      await finish(asker, await own(asker, id), size!)
      return {}
    },
    onResponseError: (req, error) => {
      const { status_code: status, body } = error as Partial<UploadError>
      if (status && body) return body.startsWith('{') ? { status_code: status, body } : tusError(status, body)
      log.error({ err: error, method: req.method }, 'an upload failed')
      return new UploadError(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.')
    },
  })

  // The process may have stopped between the last byte and what follows it: whoever asks how far it is, finishes it.
  const finishFound = async (asker: Asker, upload: AttachmentRow) => {
    if (upload.state !== 'uploading') return
    const { offset, size } = await blobs.uploads.getUpload(upload.id)
    if (size !== undefined && size > 0 && offset === size) await finish(asker, upload, size)
  }

  return async (req: IncomingMessage, res: ServerResponse, identity: Identity): Promise<void> => {
    await askers.run({ identity, req, res }, () => server.handle(req, res))
  }
}

/** tus's own complaints, with a code as all others have. */
function tusError(said: number, text: string): UploadError {
  // An extension that we do not offer: the client's mistake, as OPTIONS would have told it.
  const status = said === 501 ? 400 : said
  const codes: Record<number, string> = { 404: 'NOT_FOUND', 410: 'NOT_FOUND', 409: 'CONFLICT', 413: 'FILE_TOO_LARGE' }
  const code = codes[status] ?? (status < 500 ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR')
  const message = status < 500 ? text.trim() : 'Something went wrong on our side.'
  return new UploadError(status, code, message)
}
