import { statement } from '../database/statement.ts'

const add = statement('SELECT add_job($1, $2, $3, $4)')

/**
 * Adds a job to the queue in the transaction of the current operation: it runs after the commit, and never if the operation fails.
 * A job with the same `key` that has not started yet is replaced.
 */
export async function addJob(
  task: string,
  payload: Record<string, unknown>,
  { key, runAt }: { key: string; runAt?: Date },
): Promise<void> {
  await add.rows(task, JSON.stringify(payload), key, runAt ?? null)
}
