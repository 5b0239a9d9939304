import { mkdtempSync, rmSync } from 'node:fs'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { openEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { provisionRoles } from '../src/platform/database/provision.ts'
import { silentLog } from '../src/platform/log.ts'
import { CLUSTER_VARIABLE, TEMPLATE, type TestCluster } from './database.ts'

// A test cluster may lose its data in a power cut: it only exists for one run.
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum_naptime: '10s' }

/** Starts one PostgreSQL for the whole run, with a migrated database that each test's database is copied from. */
export async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-test-'))
  // If the tests run as root, PostgreSQL runs as another user that needs access.
  chmodSync(dataDir, 0o755)
  const database = await openEmbedded({ dataDir, log: silentLog, settings: FAST })
  const cluster: TestCluster = { ownerUrl: database.ownerUrl, superuserUrl: database.superuserUrl }
  await withClient(cluster.superuserUrl, 'parley test set-up', async (client) => {
    await client.query(`create database ${TEMPLATE} owner parley_owner`)
  })
  const templateUrl = Object.assign(new URL(cluster.ownerUrl), { pathname: `/${TEMPLATE}` }).href
  await provisionRoles(templateUrl)
  await migrate(templateUrl, path.join(ROOT, 'prisma/migrations'))
  process.env[CLUSTER_VARIABLE] = JSON.stringify(cluster)
  const close = async () => {
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  Object.assign(globalThis, { parleyTestCluster: { close } })
}
