import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

/** So many rows are read with every count without being noticed. */
const ROWS_MAX = 200

const facts = statement<{ counted: boolean; due: boolean }>(`
  SELECT EXISTS (SELECT FROM ticket_counts WHERE without_confidential) AND EXISTS (SELECT FROM assignee_counts WHERE is_sum) AS counted, (
    SELECT count(*) FROM (SELECT FROM ticket_counts WHERE NOT is_sum
      UNION ALL SELECT FROM tag_counts WHERE NOT is_sum UNION ALL SELECT FROM assignee_counts WHERE NOT is_sum) c) > ${ROWS_MAX} AS due`)
const sumUp = statement('SELECT sum_up_counts($1)')

/**
 * Sums up the kept counts of tickets if many have been added, or counts the tickets if nothing has been counted yet, or `afresh`. Scheduled jobs
 * (jobs/tasks.ts): counts are right without them, only slower.
 */
export async function sumUpCounts(pools: Pools, afresh = false): Promise<void> {
  await asIdentity(pools, MAINTENANCE, 'write', async () => {
    const { counted, due } = (await facts.first())!
    if (afresh || !counted || due) await sumUp.rows(afresh || !counted)
  })
}
