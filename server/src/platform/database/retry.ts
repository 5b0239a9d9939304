import { sqlState } from './errors.ts'

/**
 * What PostgreSQL says to a transaction that failed only because of another one at the same time: a deadlock, a
 * serialisation failure, and a row-level security policy that refuses what policy.ts has just allowed, since somebody's
 * rights changed in between. When repeated, the first two succeed and the third is rejected with a proper error.
 */
const CONFLICTS = new Set(['40P01', '40001', '42501'])

/** Whether a transaction that failed with this error may succeed when it is run again. Nothing of it was written. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(sqlState(error) ?? '')
}

/** Runs a transaction, and once more where it failed because of another one at the same time. */
export async function retryConflict<T>(transaction: () => Promise<T>): Promise<T> {
  try {
    return await transaction()
  } catch (error) {
    if (!isConflict(error)) throw error
    return transaction()
  }
}
