import type pg from 'pg'
import { openPools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** The database of one test file, with a connection that has the rights of imports and seeds. */
export interface MaintenanceDatabase extends TestDatabase {
  pool: pg.Pool
  client: pg.PoolClient
  /** Closes the connection and removes the database. */
  close(): Promise<void>
}

/** Opens one. */
export async function maintenanceDatabase(): Promise<MaintenanceDatabase> {
  const database = await testDatabase()
  const pools = openPools(database.roleUrls, silentLog)
  const client = await pools.maintenance.connect()
  const close = async () => {
    client.release(true)
    await pools.close()
    await database.drop()
  }
  return { ...database, pool: pools.maintenance, client, close }
}
