import { writeSync } from 'node:fs'
import pg from 'pg'
import { silentLog } from '../src/platform/log.ts'
import { startJobWorker } from '../src/platform/jobs/worker.ts'

// A process that runs jobs, for tests that kill it. Every job records its start and its node. The job named "hang" never ends
// on its first attempt; all others end immediately.
const { JOBS_URL, RESULTS_URL } = process.env as Record<string, string>
const results = new pg.Pool({ connectionString: RESULTS_URL, max: 4 })

startJobWorker({
  url: JOBS_URL!,
  schedule: [],
  log: silentLog,
  heartbeatMs: 200,
  deadAfterSeconds: 3,
  tasks: {
    note: async ({ name }) => {
      await results.query('INSERT INTO begun (name, pid) VALUES ($1, $2)', [name, process.pid])
      const { rows } = await results.query<{ hangs: boolean }>(
        `SELECT $1 = 'hang' AND count(*) = 1 AS hangs FROM begun WHERE name = $1`,
        [name],
      )
      if (rows[0]!.hangs) await new Promise(() => {})
      await results.query('INSERT INTO done (name, pid) VALUES ($1, $2)', [name, process.pid])
    },
  },
})
writeSync(1, 'started\n')
