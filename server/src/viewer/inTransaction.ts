import type pg from 'pg'
import { currentRequest } from '../platform/requestScope.ts'

/** Runs `work` in a transaction of the pool of sign-in. The audit log records the current request with what it changes. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('parley.request', $1, true)`, [JSON.stringify(currentRequest() ?? {})])
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    client.release(error instanceof Error ? error : true)
    throw error
  }
}
