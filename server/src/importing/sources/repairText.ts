import { StartError } from '../../platform/errors/startError.ts'

// Well-formed UTF-8 sequences of two to four bytes, as latin1 text.
const SEQUENCES =
  /[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}/g
const HIGH = /[\x80-\xFF]/
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
// What Windows-1252 has in place of the control characters of Latin-1. Node's own decoder leaves them.
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ'

/** Text, and whether it had to be repaired. */
export interface Decoded {
  text: string
  repaired: boolean
}

/** Decodes bytes that are given as latin1 text, one character for each byte. */
export type Decode = (bytes: string) => Decoded

/** Decodes UTF-8. Bytes that are not UTF-8 are read as Windows-1252 (Latin-1), the usual origin of such bytes. */
export function decodeUtf8(bytes: string): Decoded {
  if (!HIGH.test(bytes)) return { text: bytes, repaired: false }
  try {
    return { text: utf8.decode(Buffer.from(bytes, 'latin1')), repaired: false }
  } catch {
    return { text: repair(bytes), repaired: true }
  }
}

function repair(bytes: string): string {
  let text = ''
  let from = 0
  for (const { 0: sequence, index } of bytes.matchAll(SEQUENCES)) {
    text += inWestern(bytes.slice(from, index)) + utf8.decode(Buffer.from(sequence, 'latin1'))
    from = index + sequence.length
  }
  return text + inWestern(bytes.slice(from))
}

function inWestern(bytes: string): string {
  return bytes.replace(/[\x80-\x9F]/g, (byte) => WINDOWS[byte.charCodeAt(0) - 0x80]!)
}

// Names of PostgreSQL, where they differ from those of the Encoding standard. Encodings in which a byte of a letter can be a
// quote or a backslash (SJIS, BIG5, GBK …) cannot be split before they are decoded.
const LABELS = new Map(Object.entries({ latin9: 'iso-8859-15', latin2: 'iso-8859-2', latin5: 'windows-1254' }))

/** The decoder for a dump's client_encoding. Throws a StartError for encodings that dumps must be converted from. */
export function decoderOf(encoding: string): Decode {
  const name = encoding.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (name === 'utf8' || name === 'unicode' || name === 'sqlascii') return decodeUtf8
  if (name === 'latin1') return (bytes) => ({ text: bytes, repaired: false })
  if (name === 'win1252') return (bytes) => ({ text: inWestern(bytes), repaired: false })
  const label = LABELS.get(name) ?? (/^win\d{3,4}$/.test(name) ? name.replace('win', 'windows-') : undefined)
  if (!label)
    throw new StartError(`The dump's encoding ${encoding} is not supported. Create it with pg_dump --encoding=UTF8.`)
  const decoder = new TextDecoder(label)
  return (bytes) => ({
    text: HIGH.test(bytes) ? decoder.decode(Buffer.from(bytes, 'latin1')) : bytes,
    repaired: false,
  })
}

/** Makes text storable: PostgreSQL has no NUL, so it becomes the replacement character. */
export function withoutNul({ text, repaired }: Decoded): Decoded {
  return text.includes('\0') ? { text: text.replaceAll('\0', '\uFFFD'), repaired: true } : { text, repaired }
}
