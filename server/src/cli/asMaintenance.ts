import type pg from 'pg'
import { openPools } from '../platform/database/pools.ts'
import type { RoleUrls } from '../platform/database/provision.ts'
import { silentLog } from '../platform/log.ts'

/** Runs `work` with one connection of the role for imports and seeds, which no request ever uses. */
export async function asMaintenance<T>(roles: RoleUrls, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const pools = openPools(roles, silentLog)
  try {
    const client = await pools.maintenance.connect()
    try {
      return await work(client)
    } finally {
      client.release(true)
    }
  } finally {
    await pools.close()
  }
}
