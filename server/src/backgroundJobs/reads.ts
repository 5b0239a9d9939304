import { statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'

/** The states of a background job: due now or later, running, due again after a failure, out of attempts. */
export const JOB_STATES = ['waiting', 'running', 'retrying', 'failed'] as const
export type JobState = (typeof JOB_STATES)[number]

/** A background job as admins read it. A job that has succeeded is deleted. */
export interface Job {
  id: string
  task: string
  state: JobState
  attempts: number
  maxAttempts: number
  createdAt: Date
  /** When it is due. */
  runAt: Date
  lastError: string | null
}

const COLUMNS = `j.id::text AS id, t.identifier AS task, j.attempts, j.max_attempts AS "maxAttempts", j.created_at AS "createdAt",
  j.run_at AS "runAt", j.last_error AS "lastError",
  CASE WHEN j.locked_at IS NOT NULL THEN 'running' WHEN j.attempts >= j.max_attempts THEN 'failed'
    WHEN j.attempts > 0 THEN 'retrying' ELSE 'waiting' END AS state`
const FROM = 'graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id'

const list = statement<Job & Record<string, unknown>>(`
  SELECT * FROM (SELECT ${COLUMNS} FROM ${FROM}) j
  WHERE j.state = ANY ($1::text[]) AND ($2::bigint IS NULL OR j.id::bigint < $2)
  ORDER BY j.id::bigint DESC LIMIT $3`)
const one = statement<Job & Record<string, unknown>>(`SELECT ${COLUMNS} FROM ${FROM} WHERE j.id = $1::bigint`)

/** A page of the jobs in these states, newest first. Row-level security returns none to anyone but admins. */
export async function listJobs(states: readonly JobState[], page: Page): Promise<PageResult<Job>> {
  return pageResult(await list.rows(states, page.after?.[0] ?? null, page.limit + 1), page)
}

/** One job, or undefined if it does not exist or has succeeded. */
export function readJob(id: string): Promise<Job | undefined> {
  return one.first(id)
}
