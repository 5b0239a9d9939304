import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

/** The number of tickets whose facts are added in one transaction. */
const AT_ONCE = 1_000

// Tickets from before analytics; all others get their facts with their events.
const addMissing = statement<{ n: number }>(`
  SELECT coalesce(array_length(m.ids, 1), 0) AS n, add_facts(m.ids) FROM (
    SELECT ARRAY(SELECT e.ticket_id FROM ticket_events e WHERE e.seq = 1
      AND NOT EXISTS (SELECT FROM ticket_facts f WHERE f.ticket_id = e.ticket_id AND f.seq = 1) LIMIT ${AT_ONCE}) AS ids) AS m`)
const daysToCount = statement<{ day: string }>('SELECT d::text AS day FROM days_to_count() AS d')
const countDay = statement('SELECT count_day($1)')
const monthsToCount = statement<{ month: string }>('SELECT m::text AS month FROM months_to_count() AS m')
const countMonth = statement('SELECT count_month($1)')

/**
 * Counts the finished days that are not counted yet, or whose facts have changed since. A scheduled job (jobs/tasks.ts): figures
 * are right without it, only slower. One transaction for each day and month; returns the number of days, and stops early at `signal`.
 */
export async function countFinishedDays(pools: Pools, signal?: AbortSignal): Promise<number> {
  const write = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  for (let more = true; more && !signal?.aborted;) more = (await write(() => addMissing.first()))!.n === AT_ONCE
  const days = await asIdentity(pools, MAINTENANCE, 'read', () => daysToCount.rows())
  let done = 0
  for (const { day } of days) {
    if (signal?.aborted) break
    await write(() => countDay.rows(day))
    done++
  }
  const months = await asIdentity(pools, MAINTENANCE, 'read', () => monthsToCount.rows())
  for (const { month } of months) if (!signal?.aborted) await write(() => countMonth.rows(month))
  return done
}
