import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

const end = statement(
  'UPDATE emergency_accesses SET ended_at = expires_at WHERE id = $1 AND ended_at IS NULL AND expires_at <= clock_timestamp()',
)

/** Ends the feeds of an emergency access that has expired. Nothing is readable from its expiry on, whenever this runs. */
export async function endEmergencyAccess(pools: Pools, accessId: string): Promise<void> {
  await asIdentity(pools, MAINTENANCE, 'write', () => end.rows(accessId))
}
