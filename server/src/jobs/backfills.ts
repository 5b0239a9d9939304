import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

/**
 * Statements that write the values of new columns in existing rows. Each finds rows that have none yet, changes at most $1 of them, and returns
 * those (docs/upgrades.md). They run every hour for one release, since nodes of the previous one may still write rows without the value; the next release removes them.
 */
const BACKFILLS: readonly string[] = [
  // Owners of shops are people of their shops.
  `INSERT INTO shop_members (shop_id, user_id, joined_at)
  SELECT s.id, s.owner_id, s.created_at FROM sellers s WHERE NOT EXISTS (SELECT FROM shop_members m WHERE m.shop_id = s.id AND m.user_id = s.owner_id)
  ORDER BY s.id LIMIT $1 ON CONFLICT DO NOTHING RETURNING user_id`,
  // The people of a shop see what the shop filed.
  `UPDATE support_tickets SET shop_access = 'requester' WHERE id IN (
    SELECT t.id FROM support_tickets t JOIN sellers s ON s.id = t.seller_id AND s.owner_id = t.requester_id
    WHERE t.shop_access = 'none' ORDER BY t.id LIMIT $1 FOR NO KEY UPDATE OF t SKIP LOCKED) RETURNING id`,
  // Owners who have joined a ticket about their shop are on the shop's side; a trigger numbers it. The ticket is locked first (decision 018).
  `WITH held AS MATERIALIZED (
    SELECT t.id, s.owner_id FROM support_tickets t JOIN sellers s ON s.id = t.seller_id AND s.owner_id = ANY (t.participant_ids || t.former_ids)
    WHERE t.requester_id <> s.owner_id AND t.shop_access <> 'requester' AND EXISTS (
      SELECT FROM ticket_participants p WHERE p.ticket_id = t.id AND p.user_id = s.owner_id AND p.side = 'requester')
    ORDER BY t.id LIMIT $1 FOR NO KEY UPDATE OF t SKIP LOCKED),
  marked AS (UPDATE read_markers r SET side = 'shop' FROM held h WHERE r.ticket_id = h.id AND r.user_id = h.owner_id)
  UPDATE ticket_participants p SET side = 'shop' FROM held h WHERE p.ticket_id = h.id AND p.user_id = h.owner_id RETURNING p.ticket_id`,
  // The assignee takes part in a ticket (docs/private-desks.md).
  `UPDATE support_tickets SET staff_ids = staff_ids || assignee_id WHERE id IN (
    SELECT t.id FROM support_tickets t WHERE t.assignee_id IS NOT NULL AND NOT t.staff_ids @> ARRAY[t.assignee_id]
    ORDER BY t.id LIMIT $1 FOR NO KEY UPDATE OF t SKIP LOCKED) RETURNING id`,
]

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
