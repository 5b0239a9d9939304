import type { UserRole } from '../generated/prisma/client.ts'
import { isStaffRole, DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { step } from './steps.ts'

const ownerOf = statement<{ ownerId: string; role: UserRole; disabled: boolean }>(`
  SELECT j.owner_id AS "ownerId", u.role, u.disabled_at IS NOT NULL AS disabled
  FROM batch_jobs j JOIN users u ON u.id = j.owner_id WHERE j.id = $1 AND j.state IN ('running', 'undoing')`)
const stop = statement(
  `UPDATE batch_jobs SET state = 'cancelled', ended_at = now() WHERE id = $1 AND state IN ('running', 'undoing')`,
)
const running = statement<{ id: string }>(`SELECT id FROM batch_jobs WHERE state IN ('running', 'undoing')`)
const removeOld = statement(`DELETE FROM batch_jobs WHERE ended_at < now() - interval '7 days'`)

/** Adds the job that runs the next part of a batch, with the current operation. */
export function continueBatchSoon(id: string, options: { keepExisting?: boolean } = {}): Promise<void> {
  return addJob('continue_batch', { batchId: id }, { key: `batch:${id}`, ...options })
}

/**
 * Runs the next part of a batch under its owner's identity, and adds the job for the rest in the same transaction: other jobs,
 * such as the parts of other batches, run in between. A batch whose owner is disabled or no longer staff is cancelled.
 */
export async function continueBatch(pools: Pools, id: string): Promise<void> {
  const owner = await asIdentity(pools, DESK, 'read', () => ownerOf.first(id))
  if (!owner) return
  const { ownerId, role, disabled } = owner
  if (disabled || !isStaffRole(role)) return asIdentity(pools, DESK, 'write', async () => void (await stop.rows(id)))
  await asIdentity(pools, { role, userId: ownerId }, 'write', async () => {
    if (await step({ id: ownerId, role }, id)) await continueBatchSoon(id)
  })
}

/** Adds the jobs of running batches that have none: batches from before there was a job queue. */
export async function addMissingBatchJobs(): Promise<void> {
  for (const { id } of await running.rows()) await continueBatchSoon(id, { keepExisting: true })
}

/** Removes batches that ended a week ago. */
export async function removeOldBatches(): Promise<void> {
  await removeOld.rows()
}
