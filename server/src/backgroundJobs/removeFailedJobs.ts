import { statement } from '../platform/database/statement.ts'

const remove = statement('SELECT remove_failed_jobs()')

/** Removes jobs that failed for good a month ago, as maintenance. The queue itself removes those that succeed. */
export async function removeFailedJobs(): Promise<void> {
  await remove.rows()
}
