import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { endShares } from './shareHeartbeat.ts'

/** How often to check a share whose sharer may not be connected to any living node, in milliseconds. */
const CHECK_MS = 5_000

const active = statement<{ id: string }>('SELECT id FROM screen_shares WHERE ended_at IS NULL')
const isActive = statement('SELECT FROM screen_shares WHERE id = $1 AND ended_at IS NULL')

/** Adds the job that next checks whether the sharer of a share is connected, with the current operation. */
export function checkShareLater(shareId: string, options: { keepExisting?: boolean } = {}): Promise<void> {
  const runAt = new Date(Date.now() + CHECK_MS)
  return addJob('end_silent_screen_share', { shareId }, { key: `screen_share:${shareId}`, runAt, ...options })
}

/** Ends a share whose sharer has disconnected, even if their node died; otherwise checks again later. */
export async function endIfSilent(pools: Pools, shareId: string): Promise<void> {
  await asIdentity(pools, DESK, 'write', async () => {
    await endShares()
    if (await isActive.first(shareId)) await checkShareLater(shareId)
  })
}

/** Adds the jobs of active shares that have none. */
export async function addMissingShareJobs(): Promise<void> {
  for (const { id } of await active.rows()) await checkShareLater(id, { keepExisting: true })
}
