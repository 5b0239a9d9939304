import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

/**
 * Statements that write the values of new columns in existing rows. Each finds rows that have none yet, changes at most $1 of them, and returns
 * those (docs/upgrades.md). They run every hour for one release, since nodes of the previous one may still write rows without the value; the next release removes them.
 */
const BACKFILLS: readonly string[] = []

/** The number of rows of one transaction. */
const BATCH = 500

/** Runs the backfills, each in short transactions until no rows are left. Maintenance sees all rows under row-level security. */
export async function runBackfills(
  { pools, backfills = BACKFILLS, batch = BATCH }: { pools: Pools; backfills?: readonly string[]; batch?: number },
  signal: AbortSignal,
): Promise<void> {
  for (const text of backfills) {
    const next = statement(text)
    for (let changed = batch; changed === batch;) {
      if (signal.aborted) return
      changed = (await asIdentity(pools, MAINTENANCE, 'write', () => next.rows(batch))).length
    }
  }
}
