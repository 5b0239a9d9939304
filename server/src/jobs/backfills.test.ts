import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openTicket, type TestApp, testApp } from '../../test/testApp.ts'
import { withClient } from '../platform/database/connect.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { runBackfills } from './backfills.ts'

const FILL = `
  UPDATE support_tickets SET subject_length = length(subject)
  WHERE id IN (SELECT id FROM support_tickets WHERE subject_length IS NULL ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED) RETURNING id`

let app: TestApp
let pools: Pools
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  const buyer = await app.actor('buyer')
  for (let n = 0; n < 5; n++) await openTicket(app, buyer)
  await app.sql('ALTER TABLE support_tickets ADD COLUMN subject_length int')
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

/** How many tickets have no value, and how many transactions have written one. */
const progress = async () =>
  (
    await app.sql<{ left: number; transactions: number }>(
      `SELECT count(*) FILTER (WHERE subject_length IS NULL)::int AS left,
         count(DISTINCT xmin::text) FILTER (WHERE subject_length = length(subject))::int AS transactions FROM support_tickets`,
    )
  )[0]

test('a backfill writes all rows in short transactions, continues after a stop, and can be repeated', async () => {
  const stop = new AbortController()
  stop.abort()
  await runBackfills({ pools, backfills: [FILL], batch: 2 }, stop.signal)
  expect(await progress()).toEqual({ left: 5, transactions: 0 })
  const { signal } = new AbortController()
  await runBackfills({ pools, backfills: [FILL], batch: 2 }, signal)
  expect(await progress()).toEqual({ left: 0, transactions: 3 })
  await runBackfills({ pools, backfills: [FILL], batch: 2 }, signal)
  expect(await progress()).toEqual({ left: 0, transactions: 3 })
})

test('control: the owner, who runs migrations, sees no rows', async () => {
  const { rowCount } = await withClient(app.database.ownerUrl, 'test', (client) => client.query(FILL, [100]))
  expect(rowCount).toBe(0)
})
