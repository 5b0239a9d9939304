import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../../src/env.ts'
import { type Cluster, ensureRunning, stopCluster } from '../../src/platform/database/cluster.ts'
import { openEmbedded } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { provisionRoles } from '../../src/platform/database/provision.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { TestDatabase } from '../database.ts'

/** A desk's database on a PostgreSQL of its own, whose disk can be reset to an earlier image, like a virtual machine's. */
export interface RestorableDesk {
  database: TestDatabase
  /** Stops PostgreSQL, keeps an image of its disk, and starts it again. */
  keepImage(): Promise<void>
  /** Stops PostgreSQL, resets its disk to the image, runs `meanwhile`, and starts it again. */
  resetDisk(meanwhile?: () => Promise<void>): Promise<void>
}

/** Opens one; `database.drop()` deletes it. */
export async function restorableDesk(): Promise<RestorableDesk> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-restored-'))
  chmodSync(dataDir, 0o755)
  const { ownerUrl, superuserUrl, close } = await openEmbedded({ dataDir, log: silentLog })
  const roleUrls = await provisionRoles(ownerUrl)
  await migrate(ownerUrl, path.join(ROOT, 'prisma/migrations'))
  const port = Number(new URL(ownerUrl).port)
  const cluster: Cluster = {
    dir: path.join(dataDir, 'postgres'),
    logFile: path.join(dataDir, 'postgres.log'),
    password: '',
  }
  const image = path.join(dataDir, 'image')
  const start = () => ensureRunning(cluster, port)
  const copy = (from: string, to: string) => {
    rmSync(to, { recursive: true, force: true })
    // With its owner: if the tests run as root, PostgreSQL runs as another user.
    execFileSync('cp', ['-a', from, to])
  }
  // From here on PostgreSQL is started and stopped here, and not restarted when it ends.
  await close()
  await start()
  return {
    database: {
      ownerUrl,
      superuserUrl,
      roleUrls,
      drop: async () => {
        await stopCluster(cluster)
        rmSync(dataDir, { recursive: true, force: true })
      },
    },
    keepImage: async () => {
      await stopCluster(cluster)
      copy(cluster.dir, image)
      await start()
    },
    resetDisk: async (meanwhile) => {
      await stopCluster(cluster)
      copy(image, cluster.dir)
      await meanwhile?.()
      await start()
    },
  }
}
