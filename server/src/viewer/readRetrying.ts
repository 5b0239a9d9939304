import type pg from 'pg'
import { isDatabaseGone } from '../platform/database/errors.ts'

/**
 * Runs a read on whichever connection is free. Connections that died while idle are only found out by using them; a
 * read is harmless to repeat, so each connection of the pool may fail once before the error is reported.
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
