import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import type pg from 'pg'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testDatabase } from '../../test/database.ts'
import { ROOT } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'

// Row-level security hides the tickets from whoever migrates: a desk that has some must not be taken for a new one, whose counts are zeros.

const MIGRATIONS = path.join(ROOT, 'prisma/migrations')
const COUNTS = '20261231000000_assignee_counts'
/** From then on, they leave out confidential tickets. */
const APART = '20261231000001_counts_without_confidential'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'migrations-'))
  for (const { name } of readMigrations(MIGRATIONS))
    for (const [before, first] of [
      ['uncounted', COUNTS],
      ['counted', APART],
    ] as const)
      if (name < first) await cp(path.join(MIGRATIONS, name), path.join(folder, before, name), { recursive: true })
  await cp(MIGRATIONS, path.join(folder, 'all'), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

/** A desk that has been used with the migrations of this folder, and has then been upgraded. */
async function upgraded<T>(from: string, read: (client: pg.Client) => Promise<T>): Promise<T> {
  const database = await testDatabase({ empty: true })
  await migrate(database.ownerUrl, path.join(folder, from))
  await withClient(database.superuserUrl, 'parley test', async (client) => {
    for (const table of await tables(client))
      await client.query(
        `alter table ${table} force row level security; alter table ${table} enable row level security`,
      )
    await client.query(`select nextval('ticket_events_id_seq')`)
  })
  await migrate(database.ownerUrl, path.join(folder, 'all'))
  const found = await withClient(database.superuserUrl, 'parley test', read)
  await database.drop()
  return found
}
const tables = async (client: pg.Client) =>
  (
    await client.query<{ name: string }>(
      `select tablename as name from pg_tables where tablename ~ '^(support_tickets|ticket_counts|assignee_counts)$'`,
    )
  ).rows.map(({ name }) => name)
const has = (rows: string) => async (client: pg.Client) => (await client.query(`select from ${rows}`)).rowCount !== 0
const READ = 'ticket_counts where without_confidential'

test('has no counts before the job has counted', async () => {
  expect(await upgraded('uncounted', has('assignee_counts'))).toBe(false)
  expect(await upgraded('uncounted', has(READ))).toBe(false)
})

test('reads none that have confidential tickets', async () => {
  expect(await upgraded('counted', has('ticket_counts where is_sum'))).toBe(true)
  expect(await upgraded('counted', has(READ))).toBe(false)
})

test('control: a new desk has them', async () => {
  const other = await testDatabase({ empty: true })
  await migrate(other.ownerUrl, path.join(folder, 'all'))
  await withClient(other.superuserUrl, 'parley test', async (client) => {
    expect(await has('assignee_counts where is_sum')(client)).toBe(true)
    expect(await has(READ)(client)).toBe(true)
  })
  await other.drop()
})
