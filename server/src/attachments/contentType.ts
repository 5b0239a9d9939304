import { fileTypeFromBuffer } from 'file-type'

/** How much of a file is looked at, in bytes: the signatures of all types lie within. */
export const HEAD_BYTES = 64 * 1024

/** What a file is. `extension` is null where its name may say what it likes. */
export interface Found {
  contentType: string
  extension: string | null
  /** What a name that lies gets instead. */
  fallback: string
}

const UNKNOWN: Found = { contentType: 'application/octet-stream', extension: null, fallback: 'bin' }
const TEXT: Found = { contentType: 'text/plain', extension: null, fallback: 'txt' }

/** What a file is by its first bytes, whatever anybody said. Text is text: nothing here is ever a page or a script. */
export async function sniff(head: Buffer): Promise<Found> {
  const type = await fileTypeFromBuffer(head).catch(() => undefined)
  if (type && /\b(xml|svg|html)\b/.test(type.mime)) return TEXT
  if (type) return { contentType: type.mime, extension: type.ext, fallback: type.ext }
  return isText(head) ? TEXT : UNKNOWN
}

function isText(head: Buffer): boolean {
  if (head.includes(0)) return false
  try {
    // The last character may be cut in two: `stream` lets it be.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

// What browsers show without running anything that the file brings along.
const INLINE = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/ogg',
  'video/matroska',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/ogg',
  'audio/opus',
  'audio/webm',
  'audio/wav',
  'audio/aac',
  'audio/flac',
  'audio/x-flac',
  'application/pdf',
])

/** Whether a browser may show it where it is, rather than save it. */
export function isShownInline(contentType: string): boolean {
  return INLINE.has(bare(contentType))
}

/** What a person would call it. */
export type Kind = 'image' | 'video' | 'audio' | 'pdf' | 'file' | 'link'

/** The kind of a type: what browsers cannot show is a file, whatever it is. */
export function kindOf(contentType: string): Exclude<Kind, 'link'> {
  if (!isShownInline(contentType)) return 'file'
  const [family] = contentType.split('/')
  return family === 'application' ? 'pdf' : (family as 'image' | 'video' | 'audio')
}

function bare(contentType: string): string {
  return contentType.split(';')[0]!.trim().toLowerCase()
}
