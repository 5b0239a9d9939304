import type pg from 'pg'
import { openPools } from '../platform/database/pools.ts'
import type { RoleUrls } from '../platform/database/provision.ts'
import { silentLog } from '../platform/log.ts'

/** Runs `work` with the pool of the role for imports and seeds, which requests never use. */
export async function asMaintenance<T>(roles: RoleUrls, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pools = openPools(roles, silentLog)
  try {
    return await work(pools.maintenance)
  } finally {
    await pools.close()
  }
}
