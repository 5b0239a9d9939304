import { statement } from './statement.ts'

const lock = statement('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))')

/**
 * Serialises operations that depend on the same rows when there is no row to lock, for example to enforce a limit. The lock
 * is held until the operation ends, and taken before any row lock. Different keys do not conflict.
 */
export async function takeAdvisoryLock(what: string): Promise<void> {
  await lock.rows(what)
}
