import type pg from 'pg'

/** Only one import at a time in a database: two imports of the same data would do the same work. */
const IMPORT_LOCK = 7_270_010

/** Waits until no other import runs. Closing the connection releases the lock. */
export async function importLock(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [IMPORT_LOCK])
}
