import type pg from 'pg'
import { isUuid } from '../platform/database/identity.ts'
import { notFound } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { asViewer } from './asViewer.ts'
import { canRevokeToken } from './policy.ts'

const OWNER = 'select user_id as id from api_tokens where id = $1'
const REVOKE = 'update api_tokens set revoked_at = now() where id = $1 and revoked_at is null'

/** Revokes a token immediately, also on open sockets. A token that was revoked before stays as it is. */
export async function revokeToken(viewer: Viewer, tokenId: string, auth: pg.Pool): Promise<void> {
  if (!isUuid(tokenId)) throw notFound('token', 'tokenId')
  await asViewer(auth, viewer, async (client) => {
    const owner = (await client.query<{ id: string }>(OWNER, [tokenId])).rows[0]
    if (!owner || !canRevokeToken(viewer, owner)) throw notFound('token', 'tokenId')
    await client.query(REVOKE, [tokenId])
  })
}
