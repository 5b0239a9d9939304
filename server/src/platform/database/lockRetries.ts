import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StartError } from '../errors/startError.ts'
import { sqlState } from './errors.ts'

/** How long a change of tables waits for the sessions that use them. */
export interface LockWait {
  /** The maximum duration of the first attempt, in milliseconds; the following ones wait longer. 0 for no limit. */
  timeoutMs: number
  /** The number of attempts. */
  attempts: number
  /** Called before each further attempt with the sessions that hold locks. */
  onBlocked?: (holders: string) => void
}

/** The attempts last about a quarter of an hour. */
export const SHORT_WAIT: LockWait = { timeoutMs: 200, attempts: 180 }

/**
 * Whoever uses a table queues behind a change that waits for its lock, so an attempt is short, and the pauses between attempts are longer. It
 * must also be shorter than PostgreSQL's deadlock_timeout (1 s): if the change waits for a transaction that waits for the change, the change
 * has to give up before PostgreSQL ends the transaction of a user.
 */
const MAX_TIMEOUT_MS = 800
const MAX_PAUSE_MS = 5_000

// 55P03: lock timeout; 57014: statement timeout, the limit for a statement that locks several tables; 40P01: deadlock.
const LOCK_FAILURES = new Set(['55P03', '57014', '40P01'])

const HOLDERS = `
  SELECT DISTINCT a.application_name || ' (process ' || a.pid || ', user ' || a.usename || ')' AS holder
  FROM pg_locks l JOIN pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  JOIN pg_stat_activity a USING (pid)
  WHERE l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid() ORDER BY 1 LIMIT 5`

/**
 * Runs `work` as one transaction whose lock requests time out. If other sessions use the tables, it is rolled back and tried again after a
 * pause, in which everybody else continues. Throws a StartError that names those sessions when no attempts are left.
 */
export async function withLockRetries<T>(
  client: pg.Client,
  wait: LockWait,
  work: (timeoutMs: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const timeoutMs = Math.min(MAX_TIMEOUT_MS, wait.timeoutMs * attempt)
    try {
      await client.query(`BEGIN; SET LOCAL lock_timeout = ${timeoutMs}`)
      const result = await work(timeoutMs)
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      if (!isLockFailure(error)) throw error
      const holders = await holdersOfLocks(client)
      if (attempt >= wait.attempts)
        throw new StartError(`Other sessions keep the tables locked: ${holders}.`, { cause: error })
      wait.onBlocked?.(holders)
      await sleep(Math.min(MAX_PAUSE_MS, wait.timeoutMs * 2 ** Math.min(attempt, 6)))
    }
  }
}

/** Whether a statement failed because of the locks of other sessions, and may succeed when it is tried again. */
export function isLockFailure(error: unknown): boolean {
  return LOCK_FAILURES.has(sqlState(error) ?? '')
}

async function holdersOfLocks(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(HOLDERS)
  return rows.map(({ holder }) => holder).join(', ') || 'they have ended by now'
}
