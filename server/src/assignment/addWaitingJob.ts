import { DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'

const anyTeam = statement(`SELECT FROM teams WHERE assignment = 'round_robin' AND retired_at IS NULL LIMIT 1`)

/** Adds the job that gives waiting tickets to whoever has just come online, if any team’s tickets are assigned automatically. */
export function addWaitingJob(pools: Pools): Promise<void> {
  return asIdentity(pools, DESK, 'write', async () => {
    if (await anyTeam.first()) await addJob('assign_waiting_tickets', {})
  })
}
