import { hkdfSync } from 'node:crypto'
import type pg from 'pg'
import { readRetrying } from './readRetrying.ts'

const KEY_BYTES = 32

/** What every node of the desk shares, and no client may see. */
interface DeskSecret {
  /** Part of every cursor: cursors of another epoch are reset. Nothing changes it by itself, a restore neither. */
  epoch: string
  secret: Buffer
}

/** Reads the desk's secret, as sign-in (parley_auth) or maintenance may. */
export async function readDeskSecret(pool: pg.Pool): Promise<DeskSecret> {
  const { rows } = await readRetrying<DeskSecret>(pool, { text: 'select epoch, secret from desk_secrets' })
  if (!rows[0]) throw new Error('The database holds no desk secret: are the migrations applied?')
  return rows[0]
}

/**
 * A key for one purpose (HKDF-SHA256): keys for different purposes tell nothing about each other, or about the secret.
 */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `parley ${purpose}`, KEY_BYTES))
}
