import type { IncomingMessage, ServerResponse } from 'node:http'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { readBytes } from '../platform/http/readBody.ts'
import { refuse } from './answers.ts'
import { mediaOf } from './contentType.ts'
import type { FileRequest } from './download.ts'
import type { FilesDeps } from './files.ts'
import { PAGE_PX, pictureOf } from './picture.ts'
import { readAttachment } from './reads.ts'

/** The maximum size of a poster, in bytes. */
const POSTER_MAX_BYTES = 2 * 1024 * 1024
/** How long after the upload its poster is accepted, in milliseconds. */
const POSTER_WITHIN_MS = 3_600_000

// The database allows uploaders to change nothing else after sending, and only within the same time.
const note = statement<{ id: string }>(`
  UPDATE attachments SET preview = 'ready', touched_at = clock_timestamp(), width = coalesce(width, $2), height = coalesce(height, $3)
  WHERE id = $1 AND owner_id = $4 AND state IN ('ready', 'attached') RETURNING id`)

/**
 * Accepts a picture that the uploader's browser has made of a video or a PDF, since the server decodes neither. It is encoded
 * again: only our own picture is stored, never the uploaded bytes.
 */
export async function receivePoster(
  req: IncomingMessage,
  res: ServerResponse,
  { id, identity }: FileRequest,
  { pools, blobs }: FilesDeps,
): Promise<void> {
  const row = await asIdentity(pools, identity, 'read', () => readAttachment(id))
  if (!row || row.ownerId !== identity.userId || row.externalUrl !== null)
    return refuse(res, 404, 'NOT_FOUND', 'The upload does not exist.')
  if (row.state === 'uploading') return refuse(res, 409, 'CONFLICT', 'The upload is not finished yet.')
  const kind = mediaOf(row.contentType)
  if (kind !== 'video' && kind !== 'pdf')
    return refuse(res, 400, 'VALIDATION', 'Only videos and PDFs can have a poster.')
  if (Date.now() - new Date(row.createdAt).getTime() > POSTER_WITHIN_MS && row.state === 'attached')
    return refuse(res, 409, 'CONFLICT', 'The time limit for a poster has passed.')
  const isTooLong = Number(req.headers['content-length']) > POSTER_MAX_BYTES
  const body = isTooLong ? undefined : await readBytes(req, POSTER_MAX_BYTES)
  if (!body) return refuse(res, 413, 'FILE_TOO_LARGE', `A poster can have at most ${POSTER_MAX_BYTES} bytes.`)
  const picture = await pictureOf(body, kind === 'pdf' ? PAGE_PX : undefined)
  if (!picture) return refuse(res, 400, 'VALIDATION', 'The poster could not be decoded as a picture.')
  await blobs.putPreview(id, picture.data)
  // The poster may be smaller than the video: only its aspect ratio is used, and only if nothing else is known.
  const noted = await asIdentity(pools, identity, 'write', () =>
    note.first(id, picture.width, picture.height, identity.userId),
  )
  if (!noted) return refuse(res, 409, 'CONFLICT', 'The time limit for a poster has passed.')
  res.writeHead(204).end()
}
