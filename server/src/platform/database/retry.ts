import { sqlState } from './errors.ts'

/**
 * The errors of a transaction that failed only because of a concurrent one: a deadlock, a serialisation failure, and a
 * row-level security policy that refuses what policy.ts has just allowed, since rights changed in between. When retried,
 * the first two succeed and the third is rejected with a proper error.
 */
const CONFLICTS = new Set(['40P01', '40001', '42501'])

/** Whether a transaction that failed with this error may succeed when retried. Nothing of it was written. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(sqlState(error) ?? '')
}

/** Runs a transaction, and retries it once if it failed because of a concurrent one. */
export async function retryConflict<T>(transaction: () => Promise<T>): Promise<T> {
  try {
    return await transaction()
  } catch (error) {
    if (!isConflict(error)) throw error
    return transaction()
  }
}
