import { statement } from '../database/statement.ts'
import { carriedTrace } from '../tracing.ts'

const add = statement('SELECT add_job($1, $2, $3, $4, $5, $6)')

interface JobOptions {
  /**
   * Names one object that the operation has locked. A job with the same key that has not started yet is replaced. Without a key, the
   * job is added once per transaction.
   */
  key?: string
  runAt?: Date
  /** After so many failed attempts the job has failed for good; 25 by default. */
  maxAttempts?: number
  /** Adds nothing if there is a job with this key, whatever its state. */
  keepExisting?: boolean
}

/** Adds a job to the queue in the transaction of the current operation: it runs after the commit, and never if the operation fails. */
export async function addJob(
  task: string,
  payload: Record<string, unknown>,
  { key, runAt, maxAttempts, keepExisting }: JobOptions = {},
): Promise<void> {
  const carried = { ...payload, ...carriedTrace() }
  await add.rows(task, JSON.stringify(carried), key ?? null, runAt ?? null, maxAttempts ?? null, keepExisting ?? false)
}
