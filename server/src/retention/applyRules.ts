import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import type { RetentionKind, TicketStatus } from '../generated/prisma/client.ts'
import { lockUnheld } from './lockUnheld.ts'
import { HELD, MATCHING } from './matching.ts'

/** The number of tickets that are looked up at a time; each is one transaction. */
const TICKETS = 200
/** The number of other rows of one transaction. */
const ROWS = 1_000

interface Rule {
  id: string
  kind: RetentionKind
  statuses: TicketStatus[]
  days: number
}

const enabled = statement<Rule & Record<string, unknown>>(
  'SELECT id, kind, statuses::text[] AS statuses, days FROM retention_rules WHERE enabled ORDER BY created_at, id',
)
// A rule that was turned off or changed in the meantime removes nothing more.
const current = statement('SELECT FROM retention_rules WHERE id = $1 AND enabled FOR SHARE')
const count = statement('UPDATE retention_rules SET removed = removed + $2, last_run_at = now() WHERE id = $1')

/** The scheduled job `apply_retention`: removes what the enabled rules match, in batches. Ends early at `signal`. */
export async function applyRules(pools: Pools, signal?: AbortSignal): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(pools, MAINTENANCE, 'write', work)
  for (const rule of await run(() => enabled.rows())) {
    const removed = await (MATCHING[rule.kind].removeIn ? inTickets(rule, run, signal) : inTable(rule, run, signal))
    await run(async () => {
      await count.rows(rule.id, removed)
      if (removed > 0) await addJob('collect_files', {})
    })
  }
}

type Run = <T>(work: () => Promise<T>) => Promise<T>

async function inTickets(rule: Rule, run: Run, signal?: AbortSignal): Promise<number> {
  const { rows } = MATCHING[rule.kind]
  const next = statement<{ id: string }>(
    `SELECT DISTINCT t.id FROM ${rows} AND NOT ${HELD} AND t.id > $3 ORDER BY t.id LIMIT ${TICKETS}`,
  )
  let removed = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const tickets = await run(() => next.rows(rule.statuses, rule.days, after))
    for (const { id } of tickets) {
      if (signal?.aborted) return removed
      removed += await run(() => removeIn(rule, id))
      after = id
    }
    if (tickets.length < TICKETS) return removed
  }
}

async function removeIn(rule: Rule, ticketId: string): Promise<number> {
  if (!(await current.first(rule.id)) || !(await lockUnheld(ticketId))) return 0
  let removed = 0
  for (const text of MATCHING[rule.kind].removeIn!)
    removed = (await statement(text).rows(rule.statuses, rule.days, ticketId)).length
  return removed
}

async function inTable(rule: Rule, run: Run, signal?: AbortSignal): Promise<number> {
  const { rows, id, table } = MATCHING[rule.kind]
  const remove = statement(
    `DELETE FROM ${table!} WHERE id IN (SELECT ${id} FROM ${rows} AND NOT ${HELD} LIMIT ${ROWS}) RETURNING id`,
  )
  for (let removed = 0; ;) {
    const batch = await run(async () => ((await current.first(rule.id)) ? remove.rows(rule.statuses, rule.days) : []))
    removed += batch.length
    if (batch.length < ROWS || signal?.aborted) return removed
  }
}
