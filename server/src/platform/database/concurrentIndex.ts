import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isLockFailure, type LockWait } from './lockRetries.ts'

const RETRY_MS = 1_000

/** Whether a migration creates or drops an index without locking its table, which PostgreSQL does not allow in a transaction. */
export function isConcurrent(script: string): boolean {
  return /\bINDEX\s+CONCURRENTLY\b/i.test(withoutComments(script))
}

/**
 * Runs a migration that consists of one statement CREATE or DROP INDEX CONCURRENTLY. It may take long, and nobody waits for it. If it was
 * interrupted, it left an invalid index, which is dropped first.
 */
export async function runConcurrently(client: pg.Client, script: string, { attempts }: LockWait): Promise<void> {
  // It waits for all transactions that are older, and blocks none of them.
  await client.query('SET lock_timeout = 0')
  for (let attempt = 1; ; attempt++) {
    try {
      await dropInvalid(client, script)
      await client.query(script)
      return
    } catch (error) {
      if (attempt >= attempts || !isLockFailure(error)) throw error
      await sleep(RETRY_MS)
    }
  }
}

async function dropInvalid(client: pg.Client, script: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace`,
  )
  const named = new Set(withoutComments(script).match(/\w+/g))
  for (const { name } of rows)
    if (named.has(name)) await client.query(`DROP INDEX CONCURRENTLY ${pg.escapeIdentifier(name)}`)
}

function withoutComments(script: string): string {
  return script.replace(/--.*$/gm, '')
}
