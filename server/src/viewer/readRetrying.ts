import type pg from 'pg'
import { isDatabaseGone } from '../platform/database/errors.ts'

/**
 * Runs a read on any free connection. A connection that died while idle is only noticed when it is used. Repeating a read
 * is harmless, so each connection of the pool may fail once before the error is reported.
 */
export async function readRetrying<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<pg.QueryResult<Row>> {
  for (let tries = pool.totalCount; ; tries--) {
    try {
      return await pool.query<Row>(query)
    } catch (error) {
      if (tries <= 0 || !isDatabaseGone(error)) throw error
    }
  }
}
