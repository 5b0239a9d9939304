import { type Identity, isStaffRole, STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { UserRole } from '../generated/prisma/client.ts'
import { step } from './steps.ts'

const waiting = statement<{ id: string; ownerId: string; role: UserRole; disabled: boolean }>(`
  SELECT j.id, j.owner_id AS "ownerId", u.role, u.disabled_at IS NOT NULL AS disabled
  FROM batch_jobs j JOIN users u ON u.id = j.owner_id WHERE j.state IN ('running', 'undoing') ORDER BY j.created_at`)
const stop = statement(
  `UPDATE batch_jobs SET state = 'cancelled', ended_at = now() WHERE id = $1 AND state IN ('running', 'undoing')`,
)
const forget = statement(`DELETE FROM batch_jobs WHERE ended_at < now() - interval '7 days'`)

/**
 * Takes every job that waits as far as it goes, a part of each in turn, until `halted`. Any number of nodes may do so at
 * once: each part is done by one of them. Each runs under its owner's identity; one who is not of staff any more, or is
 * disabled, changes nothing further.
 */
export async function runBatches(pools: Pools, halted: () => boolean = () => false): Promise<void> {
  const done = new Set<string>()
  for (;;) {
    // A part after the other: a batch must leave room for people.
    /* oxlint-disable no-await-in-loop */
    const jobs = await asIdentity(pools, STAFF_CLASS, 'read', () => waiting.rows())
    const open = jobs.filter(({ id }) => !done.has(id))
    if (open.length === 0) return
    for (const { id, ownerId, role, disabled } of open) {
      if (halted()) return
      const owner: Identity = { role, userId: ownerId }
      const may = isStaffRole(role) && !disabled
      if (!may) await asIdentity(pools, STAFF_CLASS, 'write', () => stop.rows(id))
      else if (await asIdentity(pools, owner, 'write', () => step({ id: ownerId, role }, id))) continue
      done.add(id)
    }
    /* oxlint-enable no-await-in-loop */
  }
}

/** Lets go of what was noted of jobs that ended long ago. */
export async function forgetBatches(pools: Pools): Promise<void> {
  await asIdentity(pools, STAFF_CLASS, 'write', () => forget.rows())
}
