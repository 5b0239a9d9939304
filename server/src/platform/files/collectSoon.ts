import { addJob } from '../jobs/addJob.ts'

/**
 * Collects the files that were just deleted, after the current operation: adds a job in its transaction. A scheduled job does
 * the same.
 */
export function collectSoon(): Promise<void> {
  return addJob('collect_files', {})
}
