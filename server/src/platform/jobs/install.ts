import { Logger as QueueLogger, runMigrations } from 'graphile-worker'
import type pg from 'pg'

/** The schema of the queue's tables, which graphile-worker migrates itself. */
export const QUEUE_SCHEMA = 'graphile_worker'

/** Brings the queue's own tables up to date, as the database's owner. Returns their revision. */
export async function installQueue(ownerUrl: string, client: pg.Client): Promise<number> {
  const silent = new QueueLogger(() => () => {})
  await runMigrations({ connectionString: ownerUrl, schema: QUEUE_SCHEMA, logger: silent })
  const { rows } = await client.query<{ revision: number }>(
    `SELECT max(id)::int AS revision FROM ${QUEUE_SCHEMA}.migrations`,
  )
  return rows[0]!.revision
}
