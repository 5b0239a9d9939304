import type { IncomingMessage, ServerResponse } from 'node:http'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { refuse } from './answers.ts'
import { kindOf } from './contentType.ts'
import type { Asked } from './download.ts'
import type { FilesDeps } from './files.ts'
import { PAGE_PX, pictureOf } from './picture.ts'
import { readAttachment } from './reads.ts'

/** The largest poster that is taken, in bytes. */
const POSTER_MAX_BYTES = 2 * 1024 * 1024
/** How long after the upload its poster may come, in milliseconds. */
const POSTER_WITHIN_MS = 3_600_000

const MAINTENANCE = { role: 'maintenance', userId: null } as const

// An attached file is nobody's to change, so this one thing is done for its uploader, who has just been found to be one.
const note = statement(`
  UPDATE attachments SET preview = 'ready', touched_at = clock_timestamp(), width = coalesce(width, $2), height = coalesce(height, $3)
  WHERE id = $1 AND owner_id = $4 AND state IN ('ready', 'attached')`)

/**
 * Takes a picture that the uploader's browser has made of a film or a PDF, since the server opens neither. It is made
 * anew here: what is kept is our own picture, never the bytes that were sent.
 */
export async function receivePoster(
  req: IncomingMessage,
  res: ServerResponse,
  { id, identity }: Asked,
  { pools, blobs }: FilesDeps,
): Promise<void> {
  const row = await asIdentity(pools, identity, 'read', () => readAttachment(id))
  if (!row || row.ownerId !== identity.userId || row.externalUrl !== null)
    return refuse(res, 404, 'NOT_FOUND', 'There is no such upload.')
  if (row.state === 'uploading') return refuse(res, 409, 'CONFLICT', 'The upload is not finished yet.')
  const kind = kindOf(row.contentType)
  if (kind !== 'video' && kind !== 'pdf')
    return refuse(res, 400, 'VALIDATION', 'Only films and PDFs are given a poster.')
  if (Date.now() - new Date(row.createdAt).getTime() > POSTER_WITHIN_MS && row.state === 'attached')
    return refuse(res, 409, 'CONFLICT', 'The poster comes too late.')
  const body = await bodyOf(req)
  if (!body) return refuse(res, 413, 'FILE_TOO_LARGE', `A poster has at most ${POSTER_MAX_BYTES} bytes.`)
  const picture = await pictureOf(body, kind === 'pdf' ? PAGE_PX : undefined)
  if (!picture) return refuse(res, 400, 'VALIDATION', 'The poster is no picture that can be opened.')
  await blobs.putPreview(id, picture.data)
  // The poster may be smaller than the film: its size says something only about its shape where nothing else is known.
  await asIdentity(pools, MAINTENANCE, 'write', () => note.rows(id, picture.width, picture.height, identity.userId))
  res.writeHead(204).end()
}

async function bodyOf(req: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(req.headers['content-length']) > POSTER_MAX_BYTES) return undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > POSTER_MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
