import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { ROOT } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'

// Row-level security hides the tickets from whoever migrates: a desk that has some must not be taken for a new one, whose counts are zeros.

const MIGRATIONS = path.join(ROOT, 'prisma/migrations')
const COUNTS = '20261231000000_assignee_counts'
let folder: string
let database: TestDatabase
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'))
  database = await testDatabase({ empty: true })
  for (const { name } of readMigrations(MIGRATIONS))
    if (name < COUNTS) await cp(path.join(MIGRATIONS, name), path.join(folder, 'earlier', name), { recursive: true })
  await cp(MIGRATIONS, path.join(folder, 'all'), { recursive: true })
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

test('has no counts before the job has counted', async () => {
  await migrate(database.ownerUrl, path.join(folder, 'earlier'))
  await withClient(database.superuserUrl, 'parley test', async (client) => {
    await client.query('alter table support_tickets force row level security')
    await client.query('alter table support_tickets enable row level security')
    await client.query(`select nextval('ticket_events_id_seq')`)
  })
  await migrate(database.ownerUrl, path.join(folder, 'all'))
  await withClient(database.superuserUrl, 'parley test', async (client) => {
    expect((await client.query('select from assignee_counts')).rowCount).toBe(0)
  })
})

test('control: a new desk has them', async () => {
  const other = await testDatabase({ empty: true })
  await migrate(other.ownerUrl, path.join(folder, 'all'))
  await withClient(other.superuserUrl, 'parley test', async (client) => {
    expect((await client.query('select from assignee_counts where is_sum')).rowCount).toBe(1)
  })
  await other.drop()
})
