import { fileTypeFromBuffer } from 'file-type'
import type { AttachmentRow } from './attachment.ts'
import { extensionOf, isSameKind } from './extensions.ts'
import { charsetOf } from './text.ts'

/** How much of a file is read to find its type, in bytes: the signatures of all types lie within. */
export const HEAD_BYTES = 64 * 1024

/** What a file is: its type, and the extension that goes with it. */
export interface Found {
  contentType: string
  extension: string
}

const UNKNOWN: Found = { contentType: 'application/octet-stream', extension: 'bin' }

// Formats that are text, and that browsers or office programs know by their first characters.
const TEXT_FORMATS = [/^%PDF-/, /^%!PS/, /^\{\\rtf/, /^BEGIN:V(CARD|CALENDAR)/, /^WEBVTT/]

/**
 * What a file is by its first bytes. Text is never a page or a script, and never a film because two of its characters look
 * like the beginning of one. The name counts only for signatures so short that other files begin the same way.
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

// MPEG audio begins with eleven set bits, as one in two thousand random files does. An ID3 tag makes it certain.
function isWeak(contentType: string, head: Buffer): boolean {
  return contentType === 'audio/aac' || (contentType === 'audio/mpeg' && head.toString('latin1', 0, 3) !== 'ID3')
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

/** Whether browsers show files of this type themselves. */
export function isShownInline(contentType: string): boolean {
  return INLINE.has(bare(contentType))
}

/** What a person would call it. */
export type Kind = 'image' | 'video' | 'audio' | 'pdf' | 'file' | 'link'

/**
 * What to show a file as. A picture is one only once the server has opened it: what it could not open, or refused to
 * because it would take too much memory, is saved and never shown.
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

/** The kind by the type alone: what browsers cannot show is a file. */
export function mediaOf(contentType: string): Exclude<Kind, 'link'> {
  if (!isShownInline(contentType)) return 'file'
  const [family] = contentType.split('/')
  return family === 'application' ? 'pdf' : (family as 'image' | 'video' | 'audio')
}

function bare(contentType: string): string {
  return contentType.split(';')[0]!.trim().toLowerCase()
}
