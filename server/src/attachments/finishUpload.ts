import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { statement } from '../platform/database/statement.ts'
import type { Blobs } from '../platform/files/blobs.ts'
import type { AttachmentRow } from './attachment.ts'
import { HEAD_BYTES, mediaOf, sniff } from './contentType.ts'
import { honestName } from './fileName.ts'
import { removeLocation } from './location/removeLocation.ts'
import type { FilesDeps } from './files.ts'
import { durationOf } from './media.ts'
import { pictureOf } from './picture.ts'

/** The maximum size of files that are decoded for a preview or a duration, in bytes. */
const PREVIEWED_MAX_BYTES = 64 * 1024 * 1024

/** What was declared of an upload. */
type Uploaded = Pick<AttachmentRow, 'id' | 'fileName' | 'width' | 'height' | 'durationSeconds' | 'pages'>

/** The dependencies of finishing an upload. */
type FinishDeps = Pick<FilesDeps, 'blobs' | 'hashes' | 'pools'>

/** The result of examining a finished file. */
export interface Facts {
  id: string
  fileName: string
  contentType: string
  size: number
  sha256: Buffer
  width: number | null
  height: number | null
  durationSeconds: number | null
  pages: number | null
  preview: 'none' | 'ready' | 'failed'
}

/**
 * Examines a complete upload: its type, hash and preview; first removes the location if the desk is configured to. No
 * database connection is held meanwhile. Can be repeated.
 */
export async function lookAt(upload: Uploaded, size: number, deps: FinishDeps): Promise<Facts> {
  const { id } = upload
  const { blobs, hashes } = deps
  const arrived = hashes.take(id, size)
  const head = await buffer(await blobs.read(id, 'file', { start: 0, end: Math.min(size, HEAD_BYTES) - 1 }))
  const found = await sniff(head, upload.fileName)
  const { contentType } = found
  const isChanged = await removeLocation({ id, contentType, size }, deps)
  const sha256 = isChanged || !arrived ? await hashOf(await blobs.read(id, 'file')) : arrived
  const facts: Facts = {
    id,
    fileName: honestName(upload.fileName, found),
    contentType,
    size,
    sha256,
    width: upload.width,
    height: upload.height,
    durationSeconds: upload.durationSeconds,
    // Only a PDF has pages, whatever the client declared before the file was examined.
    pages: mediaOf(contentType) === 'pdf' ? upload.pages : null,
    preview: 'none',
  }
  return { ...facts, ...(await previewed(facts, blobs)) }
}

async function previewed({ id, contentType, size }: Facts, blobs: Blobs): Promise<Partial<Facts>> {
  const kind = mediaOf(contentType)
  if (size > PREVIEWED_MAX_BYTES || kind === 'file' || kind === 'pdf') return {}
  if (kind !== 'image') {
    const durationSeconds = await blobs.withPath(id, durationOf)
    return durationSeconds === undefined ? {} : { durationSeconds }
  }
  const picture = await blobs.withPath(id, pictureOf)
  if (!picture) return { preview: 'failed', width: null, height: null }
  await blobs.putPreview(id, picture.data)
  return { preview: 'ready', width: picture.width, height: picture.height }
}

const ready = statement<{ id: string }>(`
  UPDATE attachments SET state = 'ready', file_name = $2, content_type = $3, size = $4, sha256 = $5, width = $6, height = $7,
    duration_seconds = $8, pages = $9, preview = $10::preview_state, touched_at = now()
  WHERE id = $1 AND state = 'uploading' RETURNING id`)

/** Records the result of an upload, which can be sent from now on. */
export async function markReady(facts: Facts): Promise<void> {
  const { id, fileName, contentType, size, sha256, width, height, durationSeconds, pages, preview } = facts
  await ready.first(id, fileName, contentType, size, sha256, width, height, durationSeconds, pages, preview)
}

async function hashOf(bytes: Readable): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of bytes as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest()
}
