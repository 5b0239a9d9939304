import type { Patch } from '../../platform/files/blobs.ts'
import { MATCH_MAX_BYTES, offsetsOf, spaces } from './source.ts'

const ATTRIBUTE = /^:G[Pp][Ss]\w*\s*=\s*(?:"[^"<]*"|'[^'<]*')/
const ELEMENT = /^:G[Pp][Ss]\w*(?:\s[^<>]*)?>([^<]+)</

/**
 * Patches that blank the GPS properties of XMP (`exif:GPSLatitude`, `drone-dji:GpsLongitude` …), written as attributes or as
 * elements. XMP is plain text in files, padded with spaces.
 */
export function xmpPatches(bytes: Buffer, offset: number): Patch[] {
  return [':GPS', ':Gps'].flatMap((mark) => [...offsetsOf(bytes, mark)].flatMap((at) => propertyAt(bytes, offset, at)))
}

function propertyAt(bytes: Buffer, offset: number, at: number): Patch[] {
  const prefix = /(^|[\s</])([\w-]+)$/.exec(bytes.toString('latin1', Math.max(0, at - 64), at))
  if (!prefix) return []
  const text = bytes.toString('latin1', at, at + MATCH_MAX_BYTES / 2)
  if (prefix[1] === '<') {
    const [whole, value] = ELEMENT.exec(text) ?? []
    return whole && value!.trim() !== ''
      ? [{ offset: offset + at + whole.length - 1 - value!.length, bytes: spaces(value!.length) }]
      : []
  }
  const [attribute] = ATTRIBUTE.exec(text) ?? []
  const start = at - prefix[2]!.length
  return attribute ? [{ offset: offset + start, bytes: spaces(prefix[2]!.length + attribute.length) }] : []
}
