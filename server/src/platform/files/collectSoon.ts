import { addJob } from '../jobs/addJob.ts'

/**
 * Collects the files that were deleted just now, with the current operation: a job that is added in its transaction. A
 * scheduled run does it as well.
 */
export function collectSoon(): Promise<void> {
  return addJob('collect_files', {}, { key: 'collect_files' })
}
