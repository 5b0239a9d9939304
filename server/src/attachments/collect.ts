import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { Blobs } from '../platform/files/blobs.ts'
import type { Logger } from '../platform/log.ts'

/** The maximum number of rows of one transaction. */
const BATCH = 100
/** How long bytes without a row are kept, in milliseconds: their row may be about to be written. */
const ORPHAN_MS = 3_600_000

interface Deps {
  pools: Pools
  blobs: Blobs
  log: Logger
}

// Files not attached within a day, and files of deleted messages.
const mark = statement<{ id: string }>(`
  UPDATE attachments SET state = 'pending_deletion' WHERE id IN (
    SELECT id FROM attachments WHERE message_id IS NULL AND state <> 'pending_deletion'
      AND (state = 'attached' OR owner_id IS NULL OR touched_at < now() - interval '1 day')
    LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id`)
const marked = statement<{ id: string }>(`SELECT id FROM attachments WHERE state = 'pending_deletion' LIMIT ${BATCH}`)
// Several runs may have the same files: none waits for a row that another one deletes.
const forget = statement<{ id: string }>(`
  DELETE FROM attachments WHERE id IN (
    SELECT id FROM attachments WHERE id = ANY ($1::uuid[]) AND state = 'pending_deletion' FOR UPDATE SKIP LOCKED) RETURNING id`)
const known = statement<{ id: string }>(`
  SELECT id FROM attachments WHERE id = ANY ($1::uuid[]) UNION ALL SELECT id FROM inbound_mails WHERE id = ANY ($1::uuid[])`)

/**
 * Removes files that nobody may access any more: first the row is marked, then the bytes are removed, then the row. If it is
 * interrupted, the next run continues: a row outlives its bytes, never the other way round. Returns the number of removed
 * files. Ends early, between two batches, at `signal`.
 */
export async function collect({ pools, blobs, log }: Deps, signal?: AbortSignal): Promise<number> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  while ((await run(() => mark.rows())).length === BATCH);
  let gone = 0
  for (;;) {
    const batch = await run(() => marked.rows())
    const removed: string[] = []
    for (const { id } of batch) {
      try {
        await blobs.remove(id)
        removed.push(id)
      } catch (error) {
        log.warn({ err: (error as Error).message, id }, 'a file could not be removed and will be retried')
      }
    }
    const forgotten = removed.length > 0 ? await run(() => forget.rows(removed)) : []
    gone += forgotten.length
    if (batch.length < BATCH || forgotten.length === 0 || signal?.aborted) return gone
  }
}

/** Removes bytes that belong to no row, for example after a backup was restored. Returns the number of removed files. */
export async function collectOrphans({ pools, blobs }: Omit<Deps, 'log'>, now = Date.now()): Promise<number> {
  let gone = 0
  const settle = async (ids: string[]) => {
    const rows = await asIdentity(pools, MAINTENANCE, 'read', () => known.rows(ids))
    const kept = new Set(rows.map(({ id }) => id))
    for (const id of ids.filter((one) => !kept.has(one))) {
      await blobs.remove(id)
      gone++
    }
  }
  let batch: string[] = []
  for await (const { id, changedAt } of blobs.list()) {
    if (now - changedAt.getTime() < ORPHAN_MS) continue
    batch.push(id)
    if (batch.length < BATCH) continue
    await settle(batch)
    batch = []
  }
  if (batch.length > 0) await settle(batch)
  return gone
}
