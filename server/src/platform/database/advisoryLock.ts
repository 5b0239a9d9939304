import { statement } from './statement.ts'

const lock = statement('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))')

/**
 * Has operations that could decide by the same rows run one after another, where there is no row to lock: a limit on how many
 * there may be, say. Held until the operation ends, and taken before any row is locked. Different `what` do not meet.
 */
export async function takeAdvisoryLock(what: string): Promise<void> {
  await lock.rows(what)
}
