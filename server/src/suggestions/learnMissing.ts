import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { learnTicket } from './learnTicket.ts'

/** How many tickets are remembered, those resolved last: what somebody did long ago says little about today. */
const REMEMBERED = 10_000
/** How many tickets one run learns. */
const AT_ONCE = 2_000

const missing = statement<{ id: string }>(`
  SELECT t.id FROM (
    SELECT id, assignee_id, tags, resolved_at FROM support_tickets WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC LIMIT ${REMEMBERED}) t
  LEFT JOIN learned_tickets l ON l.ticket_id = t.id
  WHERE l.ticket_id IS NULL AND (t.assignee_id IS NOT NULL OR t.tags <> '{}') ORDER BY t.resolved_at DESC LIMIT ${AT_ONCE}`)

const forgetOldest = statement(`
  DELETE FROM learned_tickets l USING support_tickets t WHERE t.id = l.ticket_id AND t.resolved_at < (
    SELECT resolved_at FROM support_tickets WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC OFFSET ${REMEMBERED} LIMIT 1)`)

/** Learns from tickets that no job has learned, such as imported ones, and forgets the oldest. A scheduled job. */
export async function learnMissing(pools: Pools, signal?: AbortSignal): Promise<void> {
  const tickets = await asIdentity(pools, MAINTENANCE, 'write', async () => {
    await forgetOldest.rows()
    return missing.rows()
  })
  for (const { id } of tickets) {
    if (signal?.aborted) return
    await learnTicket(pools, id)
  }
}
