import { hkdfSync } from 'node:crypto'
import type pg from 'pg'
import { readRetrying } from './readRetrying.ts'

const KEY_BYTES = 32

/** Secrets shared by all nodes of the desk. No client may see them. */
interface DeskSecret {
  /** Part of every cursor: cursors of another epoch are reset. It never changes by itself, not even by a restore. */
  epoch: string
  secret: Buffer
}

/** Reads the desk's secret, as the role of sign-in (parley_auth) or maintenance. */
export async function readDeskSecret(pool: pg.Pool): Promise<DeskSecret> {
  const { rows } = await readRetrying<DeskSecret>(pool, { text: 'select epoch, secret from desk_secrets' })
  if (!rows[0]) throw new Error('The database holds no desk secret: are the migrations applied?')
  return rows[0]
}

/**
 * A key for one purpose (HKDF-SHA256): keys for different purposes reveal nothing about each other or the secret.
 */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `parley ${purpose}`, KEY_BYTES))
}
