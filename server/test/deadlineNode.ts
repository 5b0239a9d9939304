import { writeSync } from 'node:fs'
import { meetDeadline } from '../src/cases/deadlines.ts'
import { MAINTENANCE } from '../src/platform/database/identity.ts'
import { asIdentity } from '../src/platform/database/operation.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { startJobWorker } from '../src/platform/jobs/worker.ts'
import { silentLog } from '../src/platform/log.ts'

// A node that meets deadlines, for tests that kill it. With HANG it never ends a job that it has committed.
const { ROLES, HANG } = process.env as Record<string, string>
const roles = JSON.parse(ROLES!)
const pools = openPools(roles, silentLog)

startJobWorker({
  url: roles.jobs,
  schedule: [],
  log: silentLog,
  heartbeatMs: 200,
  deadAfterSeconds: 3,
  tasks: {
    case_deadline: async (payload) => {
      await asIdentity(pools, MAINTENANCE, 'write', () => meetDeadline(payload))
      if (HANG) await new Promise(() => {})
    },
  },
})
writeSync(1, 'started\n')
