import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** The advisory lock of a session that creates or changes the tables. */
const MIGRATE_LOCK = 7_270_004
const TRY_EVERY_MS = 200

/**
 * Waits until no other session changes the tables. The lock is held until the connection ends. It is polled: a statement that waits has a
 * snapshot, and CREATE INDEX CONCURRENTLY of the session that holds the lock would wait for that snapshot for ever.
 */
export async function takeMigrateLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [MIGRATE_LOCK])
    if (rows[0]!.taken) return
    await sleep(TRY_EVERY_MS)
  }
}
