import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canManageJobs } from './policy.ts'
import { type Job, readJob } from './reads.ts'

// A running job is left to its node.
const retry = statement<{ id: string }>(`
  UPDATE graphile_worker._private_jobs SET run_at = now(), attempts = 0, updated_at = now()
  WHERE id = $1::bigint AND locked_at IS NULL RETURNING id`)

/** Makes a job due now, with all of its attempts again. Throws NOT_FOUND, FORBIDDEN, and CONFLICT while it runs. */
export async function retryJob(viewer: Viewer, jobId: string): Promise<Job> {
  if (!canManageJobs(viewer)) throw new UserError('FORBIDDEN', 'Only admins can retry background jobs.')
  if (!/^\d{1,18}$/.test(jobId) || !(await readJob(jobId))) throw notFound('job', 'jobId')
  if (!(await retry.first(jobId))) throw new UserError('CONFLICT', 'The job is running.')
  return (await readJob(jobId))!
}
