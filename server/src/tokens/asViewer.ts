import type pg from 'pg'
import { inTransaction } from '../viewer/inTransaction.ts'
import type { Viewer } from '../viewer/viewer.ts'

/**
 * Runs `work` in a transaction of the pool of sign-in, the only one that can write accounts and tokens. The audit log names the
 * viewer as the actor. It commits by itself, before the operation that it belongs to.
 */
export function asViewer<T>(auth: pg.Pool, viewer: Viewer, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(auth, async (client) => {
    await client.query(`select set_config('parley.viewer_id', $1, true)`, [viewer.id])
    return work(client)
  })
}
