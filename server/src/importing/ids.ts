import { createHash } from 'node:crypto'

// An arbitrary fixed UUID: it distinguishes Parley's imported ids from other version 5 UUIDs.
const NAMESPACE = Buffer.from('8d0b6a3e5f7a4c0e9a5d2f4f1f6f3c11', 'hex')

/** A UUID (version 5, RFC 9562) that is always the same for the same names, so that a second import adds nothing. */
export function stableId(...names: string[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(JSON.stringify(names)).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
