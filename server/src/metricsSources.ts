import { readBackupSeconds } from './backup/dailyBackup.ts'
import type { Live } from './live/live.ts'
import { oldestMailSeconds } from './mail/outbox.ts'
import { MAINTENANCE } from './platform/database/identity.ts'
import { asIdentity } from './platform/database/operation.ts'
import type { Pools } from './platform/database/pools.ts'
import type { MetricsSources } from './platform/http/metrics.ts'
import type { JobWorker } from './platform/jobs/worker.ts'

/** What /metrics reads of the node and its desk. The jobs of a node that runs none are not counted. */
export function metricsSources(pools: Pools, live: Live, worker: () => JobWorker | undefined): MetricsSources {
  const { staff, requester, auth, maintenance } = pools
  return {
    live: () => ({ ...live.hub.stats(), sockets: live.rights.connections.size }),
    pools: { staff, requester, auth, maintenance },
    desk: async () => {
      const [jobs, own] = await Promise.all([
        worker()?.count() ?? [],
        asIdentity(pools, MAINTENANCE, 'read', async () => ({
          oldestMailSeconds: await oldestMailSeconds(),
          backupSeconds: await readBackupSeconds(),
        })),
      ])
      return { jobs, ...own }
    },
  }
}
