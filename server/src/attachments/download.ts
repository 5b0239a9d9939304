import contentDisposition from 'content-disposition'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Identity } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { MissingBlobError } from '../platform/files/blobs.ts'
import { refuse } from './answers.ts'
import type { AttachmentRow } from './attachment.ts'
import { kindOf } from './contentType.ts'
import type { FilesDeps } from './files.ts'
import type { LinkedPart } from './links.ts'
import { rangeOf } from './range.ts'
import { readAttachment } from './reads.ts'

/** A download request and its viewer. */
export interface FileRequest {
  id: string
  query: URLSearchParams
  identity: Identity
}

/**
 * Serves a file or its preview to a viewer who may currently read its message: the link must be valid, and the database
 * checks access each time. No database connection is held while bytes are sent.
 */
export async function download(
  req: IncomingMessage,
  res: ServerResponse,
  { id, part, query, identity }: FileRequest & { part: LinkedPart },
  { pools, blobs, links, log }: FilesDeps,
): Promise<void> {
  const link = links.check(id, part, query)
  if (link === 'expired') return refuse(res, 410, 'LINK_EXPIRED', 'This link has expired. Request a new link.')
  const row = link === 'valid' ? await asIdentity(pools, identity, 'read', () => readAttachment(id)) : null
  const size = row && (part === 'preview' ? await previewSize(row) : sizeOf(row))
  if (!row || size == null) return refuse(res, 404, 'NOT_FOUND', 'The file does not exist.')

  const headers = headersOf(row, part, query.has('download'))
  if (matches(req.headers['if-none-match'], headers.ETag)) return void res.writeHead(304, headers).end()
  const range = isStale([req.headers['if-range']].flat()[0], headers.ETag) ? 'all' : rangeOf(req.headers.range, size)
  if (range === 'unsatisfiable')
    return void res.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}`, 'Content-Length': 0 }).end()
  const { start, end } = range === 'all' ? { start: 0, end: size - 1 } : range
  const status = range === 'all' ? 200 : 206
  const length = {
    'Content-Length': end - start + 1,
    ...(status === 206 && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  }
  if (req.method === 'HEAD') return void res.writeHead(status, { ...headers, ...length }).end()
  try {
    const bytes = await blobs.read(id, part, { start, end })
    res.writeHead(status, { ...headers, ...length })
    await pipeline(bytes, res)
  } catch (error) {
    // A disconnected client is not an error, and a connected one must notice that the response was cut.
    if (res.headersSent) return void res.destroy()
    if (error instanceof MissingBlobError) return refuse(res, 404, 'NOT_FOUND', 'The file does not exist.')
    log.warn({ err: (error as Error).message, id }, 'a file could not be read')
    return refuse(res, 503, 'SERVICE_UNAVAILABLE', 'The file cannot be read right now. Try again shortly.')
  }

  async function previewSize({ preview }: AttachmentRow): Promise<number | undefined> {
    return preview === 'ready' ? blobs.size(id, 'preview') : undefined
  }
}

/** Stored bytes that are sent as a whole. */
function sizeOf({ externalUrl, state, size }: AttachmentRow): number | undefined {
  return externalUrl === null && state !== 'uploading' ? size : undefined
}

function headersOf(row: AttachmentRow, part: LinkedPart, save: boolean): OutgoingHttpHeaders & { ETag: string } {
  const contentType = part === 'preview' ? 'image/webp' : row.contentType
  const inline = (part === 'preview' || kindOf(row) !== 'file') && !save
  const name = part === 'preview' ? 'preview.webp' : row.fileName
  return {
    'Content-Type': contentType === 'text/plain' ? 'text/plain; charset=utf-8' : contentType,
    'Content-Disposition': contentDisposition(name, {
      type: inline ? 'inline' : 'attachment',
      // ASCII for clients that do not support `filename*`.
      fallback: name.replace(/[^\x20-\x7e]/g, '_'),
    }),
    'Content-Security-Policy': `sandbox; default-src 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Browsers may cache it, but must revalidate each time whether it may still be shown.
    'Cache-Control': 'private, no-cache',
    'Accept-Ranges': 'bytes',
    // The bytes of an id never change, but a poster can be uploaded again.
    ETag: part === 'preview' ? `"${row.id}-p${new Date(row.touchedAt).getTime().toString(36)}"` : `"${row.id}"`,
  }
}

function matches(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*') ?? false
}

function isStale(ifRange: string | undefined, etag: string): boolean {
  return ifRange !== undefined && ifRange.trim() !== etag
}
