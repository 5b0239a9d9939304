import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { picturePatches } from './picture.ts'
import type { Patch } from '../../platform/files/blobs.ts'
import { Source, spaces } from './source.ts'

const SIGNATURE_BYTES = 8
const COMMENT = 'Comment\0'
/** Larger metadata chunks, and those that decompress to more, are left unchanged, in bytes. */
const CHUNK_MAX_BYTES = 16 * 1024 * 1024

/** Patches that remove the location from a PNG: as for other pictures, but its chunks have checksums. */
export async function pngPatches(source: Source): Promise<Patch[]> {
  const patches: Patch[] = []
  for (let offset = SIGNATURE_BYTES; offset + 12 <= source.size;) {
    const head = await source.read(offset, 8)
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4)]
    if (/^(eXIf|iTXt|zTXt|tEXt)$/.test(type) && length <= CHUNK_MAX_BYTES && offset + 12 + length <= source.size) {
      const data = Buffer.from(await source.read(offset + 8, length))
      const chunks = (await patched(data)) ? chunk(type, data) : await repacked(type, data)
      if (chunks) patches.push({ offset, bytes: chunks })
    }
    offset += 12 + length
  }
  return patches
}

/** Removes the location from these bytes; false if there is none. */
async function patched(bytes: Buffer): Promise<boolean> {
  const patches = await picturePatches(Source.of(bytes))
  for (const patch of patches) patch.bytes.copy(bytes, patch.offset)
  return patches.length > 0
}

/** The replacement of a metadata chunk that contains a location, if it is compressed or in hexadecimal. */
async function repacked(type: string, data: Buffer): Promise<Buffer | undefined> {
  const start = textStart(type, data)
  if (start === undefined) return undefined
  const text = type === 'tEXt' ? data.subarray(start) : inflated(data.subarray(start))
  const clean = text && (await withoutLocation(text))
  if (!clean) return undefined
  const packed = Buffer.concat([data.subarray(0, start), type === 'tEXt' ? clean : deflateSync(clean, { level: 9 })])
  const rest = data.length - packed.length
  // Blanks compress better than coordinates: a comment of blanks fills the freed space.
  if (rest === 0) return chunk(type, packed)
  const isTooLong = rest < 12 + COMMENT.length
  return isTooLong ? blank(data.length) : Buffer.concat([chunk(type, packed), blank(rest - 12)])
}

/** The text without the location: plain XMP, or the ImageMagick profile: a name, a length, and bytes in hexadecimal. */
async function withoutLocation(text: Buffer): Promise<Buffer | undefined> {
  const [, head, digits] = /^(\s*\S+\s+\d+\s+)([\da-f\s]+)$/i.exec(text.toString('latin1')) ?? []
  if (digits === undefined) return (await patched(text)) ? text : undefined
  const bytes = Buffer.from(digits.replace(/\s/g, ''), 'hex')
  return (await patched(bytes)) ? Buffer.from(head! + bytes.toString('hex').padEnd(digits.length)) : undefined
}

/** The offset of a metadata chunk's text, after its keyword; undefined for other chunks. */
function textStart(type: string, data: Buffer): number | undefined {
  const end = data.indexOf(0)
  const keyword = data.toString('latin1', 0, Math.max(0, end))
  if (!/^(Raw profile type (exif|APP1|xmp)|XML:com\.adobe\.xmp)$/i.test(keyword)) return undefined
  if (type !== 'iTXt') return type === 'zTXt' ? end + 2 : end + 1
  // A flag, a method, a language and a translated keyword come first. Uncompressed text was already searched.
  const translated = data.indexOf(0, end + 3) + 1
  const start = data.indexOf(0, translated) + 1
  return data[end + 1] === 1 && translated > 0 && start > 0 ? start : undefined
}

function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateSync(data, { maxOutputLength: CHUNK_MAX_BYTES })
  } catch {
    return undefined
  }
}

/** A comment of this many bytes. */
function blank(length: number): Buffer {
  return chunk('tEXt', Buffer.concat([Buffer.from(COMMENT), spaces(length)]).subarray(0, length))
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
