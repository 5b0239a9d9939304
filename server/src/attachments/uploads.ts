import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Server, type ServerOptions } from '@tus/server'
import type { Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { UploadError } from '../platform/files/blobs.ts'
import type { AttachmentRow } from './attachment.ts'
import { checkDay, checkSize, createUpload } from './createUpload.ts'
import type { FilesDeps } from './files.ts'
import { lookAt, markReady } from './finishUpload.ts'
import { usedToday } from './limits.ts'
import { doomUpload, noteProgress } from './progress.ts'
import { readUpload } from './reads.ts'

/** The path that tus serves. */
const PATH = '/files'

type TusRequest = Parameters<NonNullable<ServerOptions['onIncomingRequest']>>[0]

/** Who sent the requests that tus is at work on. */
interface Asker {
  identity: Identity
  res: ServerResponse
}

const notThere = () => new UploadError(404, 'NOT_FOUND', 'There is no such upload.')

/** Serves resumable uploads: the tus protocol, for people who are signed in, each with uploads of their own. */
export function createUploads(deps: FilesDeps & { globalIdOf(id: string): string }) {
  const { pools, blobs, locker, limits, log, collector, globalIdOf } = deps
  const askers = new WeakMap<object, Asker>()
  const askerOf = (req: TusRequest) => askers.get((req as { runtime?: { node?: { req: object } } }).runtime!.node!.req)!
  const as = <T>({ identity }: Asker, mode: 'read' | 'write', work: () => Promise<T>) =>
    asIdentity(pools, identity, mode, work)
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

  const server = new Server({
    path: PATH,
    datastore: blobs.uploads,
    locker,
    relativeLocation: true,
    // Pages of other origins are not answered at all.
    allowedOrigins: () => false,
    maxSize: () => limits.fileBytes,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (req, upload) => {
      const asker = askerOf(req)
      await as(asker, 'write', () => createUpload(upload.id, upload.size, upload.metadata ?? {}, limits))
      asker.res.setHeader('Attachment-Id', globalIdOf(upload.id))
      return {}
    },
    onIncomingRequest: async (req, id) => {
      if (req.method === 'POST') return
      const asker = askerOf(req)
      const upload = await own(asker, id)
      asker.res.setHeader('Attachment-Id', globalIdOf(id))
      if (req.method === 'HEAD') await finishFound(asker, upload)
      if (req.method === 'DELETE' && !(await as(asker, 'write', () => doomUpload(id)))) throw notThere()
      if (req.method !== 'PATCH') return
      const length = req.headers.get('upload-length')
      if (length !== null) checkSize(Number(length), limits)
      const coming = Number(
        length ?? Number(req.headers.get('upload-offset')) + Number(req.headers.get('content-length')),
      )
      const { bytes } = await as(asker, 'read', () => usedToday(id))
      checkDay(bytes + Math.max(coming, upload.size), limits)
    },
    onUploadFinish: async (req, { id, size }) => {
      const asker = askerOf(req)
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
    const asker = { identity, res }
    askers.set(req, asker)
    await server.handle(req, res)
    const id = /^\/files\/([0-9a-f-]{36})$/.exec(req.url ?? '')?.[1]
    if (req.method === 'DELETE') collector.soon()
    if (req.method === 'PATCH' && id && res.statusCode === 204) await noteBytes(asker, id)
  }

  async function noteBytes(asker: Asker, id: string): Promise<void> {
    const upload = await blobs.uploads.getUpload(id).catch(() => undefined)
    if (upload) await as(asker, 'write', () => noteProgress(id, upload.offset))
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
