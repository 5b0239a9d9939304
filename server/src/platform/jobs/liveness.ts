import type pg from 'pg'
import { QUEUE_SCHEMA } from './install.ts'

/** Records a node's heartbeat, and which of the queue's workers belong to it. */
export async function reportAlive(pool: pg.Pool, nodeId: string, workerIds: readonly string[]): Promise<void> {
  await pool.query(
    `INSERT INTO job_nodes (id, worker_ids) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET worker_ids = excluded.worker_ids, seen_at = now()`,
    [nodeId, workerIds],
  )
}

/** Removes a node that has stopped gracefully. */
export async function reportGone(pool: pg.Pool, nodeId: string): Promise<void> {
  await pool.query('DELETE FROM job_nodes WHERE id = $1', [nodeId])
}

/**
 * Releases the jobs of nodes without a heartbeat for `deadAfterSeconds`, so that other nodes run them. A job is only released if it
 * has been locked for as long: its node may not have sent its first heartbeat yet. Returns how many were released.
 */
export async function releaseJobsOfDeadNodes(pool: pg.Pool, deadAfterSeconds: number): Promise<number> {
  const { rows } = await pool.query<{ ids: string[] | null; jobs: number }>(
    `WITH dead AS (DELETE FROM job_nodes WHERE seen_at < now() - make_interval(secs => $1))
     SELECT array_agg(DISTINCT j.locked_by) AS ids, count(*)::int AS jobs FROM ${QUEUE_SCHEMA}._private_jobs j
     WHERE j.locked_at < now() - make_interval(secs => $1)
       AND NOT EXISTS (SELECT FROM job_nodes n WHERE j.locked_by = ANY (n.worker_ids) AND n.seen_at >= now() - make_interval(secs => $1))`,
    [deadAfterSeconds],
  )
  const { ids, jobs } = rows[0]!
  if (ids) await pool.query(`SELECT ${QUEUE_SCHEMA}.force_unlock_workers($1)`, [ids])
  return jobs
}
