import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { logViolations } from '../../test/logInvariants.ts'
import { maintenanceDatabase, type MaintenanceDatabase } from '../../test/maintenance.ts'
import { readEnv } from '../env.ts'
import { silentLog } from '../platform/log.ts'
import { seedDemo } from './demo.ts'

let database: MaintenanceDatabase
let dataDir: string
beforeEach(async () => {
  database = await maintenanceDatabase()
  dataDir = mkdtempSync(path.join(tmpdir(), 'parley-demo-'))
})
afterEach(async () => {
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test.each(['marketplace', 'counselling'])('the %s demo is a lively desk with a sound log', async (profile) => {
  const env = {
    ...readEnv({ NODE_ENV: 'test', DESK_PROFILE: profile, DATA_DIR: dataDir }),
    PARLEY_SECRET: 'test secret, thirty-two characters',
  }
  await seedDemo({ env, roles: database.roleUrls, log: silentLog })

  expect(await logViolations(database.client)).toEqual([])
  const { rows } = await database.client.query(`SELECT
    (SELECT count(*)::int FROM support_tickets) AS tickets,
    (SELECT count(*)::int FROM ticket_messages WHERE audience = 'staff') AS notes,
    (SELECT count(DISTINCT status)::int FROM support_tickets) AS statuses,
    (SELECT count(*)::int FROM ticket_stars) AS stars,
    (SELECT count(*)::int FROM macros WHERE is_shared) AS macros,
    (SELECT count(*)::int FROM chat_requests WHERE status = 'pending') AS waiting,
    (SELECT count(*)::int FROM ticket_events WHERE at > clock_timestamp()) AS future,
    (SELECT count(*)::int FROM accounts WHERE password IS NOT NULL) AS sign_ins`)
  expect(rows[0]).toMatchObject({ future: 0, sign_ins: 8 })
  expect(rows[0].tickets).toBeGreaterThanOrEqual(profile === 'marketplace' ? 15 : 6)
  expect(rows[0].statuses).toBeGreaterThanOrEqual(3)
  expect(rows[0].notes).toBeGreaterThan(0)
  const files = await database.client.query(`SELECT id, preview FROM attachments WHERE state = 'attached'`)
  expect(files.rows.length).toBeGreaterThan(0)
  const kept = readdirSync(path.join(dataDir, 'files'))
  for (const { id } of files.rows) expect(kept).toContain(id)
  expect(files.rows.some(({ preview }) => preview === 'ready')).toBe(profile === 'marketplace')
  expect(rows[0].stars).toBeGreaterThan(0)
  expect(rows[0].macros).toBeGreaterThanOrEqual(3)
  expect(rows[0].waiting).toBeGreaterThan(1)
})
