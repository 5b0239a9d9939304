import { createHmac } from 'node:crypto'
import { deriveKey } from '../viewer/deskSecret.ts'

/** Names a desk for as long as it exists, also after a restore. Tells nothing about its secret. */
export function deskIdOf(secret: Buffer): string {
  return deriveKey(secret, 'desk id').toString('hex').slice(0, 16)
}

/** Tells whether two secrets are the same, and nothing else about them. */
export function fingerprintOf(secret: string): string {
  return createHmac('sha256', secret).update('parley backup').digest('hex').slice(0, 16)
}
