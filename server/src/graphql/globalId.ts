import { isUuid } from '../platform/database/identity.ts'

/** Writes a Relay global id: opaque to clients. */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64')
}

/** The UUID in a global id of this type; an empty string, which matches nothing, if there is none. */
export function uuidOf(id: string, type: string): string {
  const [name, key = ''] = Buffer.from(id, 'base64').toString().split(':')
  return name === type && isUuid(key) ? key.toLowerCase() : ''
}

/** The type and the key in a global id, or null if it is invalid. */
export function parseGlobalId(id: string): { type: string; key: string } | null {
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(id, 'base64').toString())
  return match && { type: match[1]!, key: match[2]! }
}
