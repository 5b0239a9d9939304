import { fileTypeFromBuffer } from 'file-type'
import type { AttachmentRow } from './attachment.ts'
import { extensionOf, isSameKind } from './extensions.ts'
import { charsetOf } from './text.ts'

/** How much of a file is read to detect its type, in bytes: the signatures of all types are within this range. */
export const HEAD_BYTES = 64 * 1024

/** A file's type, and the matching extension. */
export interface Found {
  contentType: string
  extension: string
}

const UNKNOWN: Found = { contentType: 'application/octet-stream', extension: 'bin' }

// Text formats that browsers or office programs recognise by their first characters.
const TEXT_FORMATS = [/^%PDF-/, /^%!PS/, /^\{\\rtf/, /^BEGIN:V(CARD|CALENDAR)/, /^WEBVTT/]

/**
 * Detects a file's type by its first bytes. Text is never a page or a script, and never a video because two of its characters
 * look like a signature. The name is only used for signatures so short that other files start the same way.
 */
export async function sniff(head: Buffer, name: string): Promise<Found> {
  const charset = charsetOf(head)
  if (charset && !TEXT_FORMATS.some((format) => format.test(startOf(head)))) return textIn(charset)
  const type = await fileTypeFromBuffer(head).catch(() => undefined)
  if (!type) return charset ? textIn(charset) : UNKNOWN
  if (/\b(xml|svg|html)\b/.test(type.mime)) return textIn(charset ?? 'utf-8')
  if (isWeak(type.mime, head) && !isSameKind(extensionOf(name), type.ext)) return UNKNOWN
  return { contentType: type.mime, extension: type.ext }
}

function textIn(charset: string): Found {
  return { contentType: charset === 'utf-8' ? 'text/plain' : `text/plain; charset=${charset}`, extension: 'txt' }
}

function startOf(head: Buffer): string {
  return head.toString('latin1', head[0] === 0xef ? 3 : 0, 32)
}

// MPEG audio starts with eleven set bits, as does one in two thousand random files. An ID3 tag makes it certain.
function isWeak(contentType: string, head: Buffer): boolean {
  return contentType === 'audio/aac' || (contentType === 'audio/mpeg' && head.toString('latin1', 0, 3) !== 'ID3')
}

// Types that browsers display without running active content of the file.
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

/** Whether browsers display files of this type. */
export function isShownInline(contentType: string): boolean {
  return INLINE.has(bare(contentType))
}

/** The kind of file, as people would name it. */
export type Kind = 'image' | 'video' | 'audio' | 'pdf' | 'file' | 'link'

/**
 * How to display a file. A picture is only shown once the server has decoded it: one that it could not decode, or refused
 * because it would take too much memory, can only be downloaded.
 */
export function kindOf({
  contentType,
  preview,
  externalUrl,
}: Pick<AttachmentRow, 'contentType' | 'preview' | 'externalUrl'>): Kind {
  if (externalUrl !== null) return 'link'
  const kind = mediaOf(contentType)
  return kind === 'image' && preview !== 'ready' ? 'file' : kind
}

/** The kind by the type alone: types that browsers cannot display are files. */
export function mediaOf(contentType: string): Exclude<Kind, 'link'> {
  if (!isShownInline(contentType)) return 'file'
  const [family] = contentType.split('/')
  return family === 'application' ? 'pdf' : (family as 'image' | 'video' | 'audio')
}

function bare(contentType: string): string {
  return contentType.split(';')[0]!.trim().toLowerCase()
}
