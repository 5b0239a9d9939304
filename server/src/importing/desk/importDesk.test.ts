import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { logViolations } from '../../../test/logInvariants.ts'
import { buildWorld } from '../../../test/security/world.ts'
import { type TestApp, testApp } from '../../../test/testApp.ts'
import { send, upload } from '../../../test/uploads.ts'
import { countFinishedDays } from '../../analytics/countFinishedDays.ts'
import { exportDesk } from '../../exporting/exportDesk.ts'
import { EXPORTED, LEFT_OUT } from '../../exporting/tables.ts'
import { openPools, type Pools } from '../../platform/database/pools.ts'
import type { Blobs } from '../../platform/files/blobs.ts'
import { silentLog } from '../../platform/log.ts'
import { seedDesk } from '../../seeding/desk/seedDesk.ts'
import { learnMissing } from '../../suggestions/learnMissing.ts'
import { importDesk } from './importDesk.ts'

/** A desk whose tables all have rows, with random tickets besides, and a new desk. */
let app: TestApp
let pools: Pools
let fresh: TestApp
let freshPools: Pools
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-export-'))
  app = await testApp({ jobs: false })
  const world = await buildWorld(app)
  pools = openPools(app.database.roleUrls, silentLog)
  await seedDesk(pools.maintenance, { tickets: 40, messages: 400, seed: 6 }, { now: Date.now() })
  const owner = world.people['buyer owner']!
  const big = Buffer.alloc(1_000_003, 'bytes ')
  for (const [name, bytes] of [
    ['big.bin', big],
    ['رسالة 🙂.txt', Buffer.from('שלום 🙂')],
  ] as const) {
    const file = await upload(app, owner, bytes, { filename: name })
    await send(app, owner, world.tickets.buyer.id, [file.attachmentId])
  }
  await app.sql(`insert into imported_rows values ('legacy', 'ticket', '1', $1)`, [world.tickets.buyer.uuid])
  await app.sql(
    `insert into accounts (user_id, account_id, provider_id, password) values ($1, 'x', 'credential', 'hash')`,
    [owner.id],
  )
  await app.sql(`insert into desk_logo (data) values ('logo')`)
  await app.sql(`insert into user_pictures (user_id, data) values ($1, 'picture')`, [owner.id])
  fresh = await testApp({ jobs: false })
  freshPools = openPools(fresh.database.roleUrls, silentLog)
})
afterAll(async () => {
  await Promise.all([pools.close(), freshPools.close()])
  await Promise.all([app.close(), fresh.close()])
  rmSync(folder, { recursive: true, force: true })
})

async function exported(from: Pools, options: { blobs?: Blobs; passwords?: boolean } = {}): Promise<string> {
  const client = await from.maintenance.connect()
  const lines: string[] = []
  for await (const line of exportDesk(client, options)) lines.push(line)
  client.release(true)
  return `${lines.join('\n')}\n`
}

function fileOf(text: string | Buffer, name = 'desk.ndjson'): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

test('every table is exported or left out on purpose', async () => {
  const tables = await app.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename !~ '^_'`,
  )
  const listed = [...new Set(EXPORTED.map(({ name }) => name)), ...Object.keys(LEFT_OUT)]
  expect(listed.toSorted()).toEqual(tables.map(({ name }) => name).toSorted())
})

test('export, import, export: the same bytes, files included', async () => {
  const first = await exported(pools, { blobs: app.app.files.blobs, passwords: true })
  for (const { name } of EXPORTED) expect(first).toContain(`{"table":"${name}",`)
  expect(await exported(pools, { blobs: app.app.files.blobs, passwords: true })).toBe(first)
  await importDesk(freshPools.maintenance, fileOf(gzipSync(first), 'desk.ndjson.gz'), { blobs: fresh.app.files.blobs })
  const second = await exported(freshPools, { blobs: fresh.app.files.blobs, passwords: true })
  expect(digest(second)).toBe(digest(first))
  expect(second.split('\n').filter((line, index) => line !== first.split('\n')[index])).toEqual([])
  const query = (text: string) => fresh.sql(text).then((rows) => ({ rows }))
  const ofFirst = (text: string) => app.sql(text).then((rows) => ({ rows }))
  expect(await logViolations({ query } as never)).toEqual(await logViolations({ query: ofFirst } as never))
  // Nothing is sent or published by the import.
  for (const table of ['notification_deliveries', 'mail_outbox', 'push_outbox'])
    expect([table, await fresh.sql(`select from ${table}`)]).toEqual([table, []])
  const jobs = await fresh.sql(`select from graphile_worker._private_jobs where key like 'scheduled_message:%'`)
  expect(jobs).toHaveLength((await app.sql(`select from scheduled_messages where state = 'scheduled'`)).length)

  // Control: one changed letter is seen.
  const message = `where id = (select id from ticket_messages where body is not null order by id limit 1)`
  await fresh.sql(`update ticket_messages set body = body || '.' ${message}`)
  expect(await exported(freshPools, { blobs: fresh.app.files.blobs, passwords: true })).not.toBe(first)
  await fresh.sql(`update ticket_messages set body = left(body, -1) ${message}`)
})

/** What is derived from exported rows. */
const DERIVED = {
  search_documents: 'select id, kind, ticket_id, at, vector::text from search_documents order by id',
  learned_tickets: 'select ticket_id, agent_id, tags, features from learned_tickets order by 1',
  figure_days: 'select * from figure_days order by day',
  daily_figures: 'select * from daily_figures order by dimension, day, key, kind',
}

test('what is searched, learned and counted in the new desk is the same as in the old one', async () => {
  for (const desk of [pools, freshPools]) {
    // The world has made up some.
    await desk.maintenance.query('delete from learned_tickets; delete from figure_days')
    await learnMissing(desk)
    await countFinishedDays(desk)
  }
  for (const [table, text] of Object.entries(DERIVED)) {
    const rows = await app.sql(text)
    expect([table, rows]).not.toEqual([table, []])
    expect([table, await fresh.sql(text)]).toEqual([table, rows])
  }
  expect(await fresh.sql('select from stale_figures')).toEqual([])
})

test('the new desk continues where the old one ended', async () => {
  const numbers = await fresh.sql<{ n: number }>(`select max(substr(ticket_number, 4)::int) as n from support_tickets`)
  const agent = await fresh.actor('buyer')
  const { data } = await fresh.gql(
    agent,
    `mutation { createTicket(input: { subject: "New", body: "b", clientId: "5b0a2a0e-7a54-4ee2-9d8e-0c1a6c1f0b11" }) { ticket { number lastSeq } errors { code } } }`,
  )
  expect(data.createTicket).toEqual({
    ticket: { number: expect.stringContaining(String(numbers[0]!.n + 1)), lastSeq: 1 },
    errors: [],
  })
})

test('without --passwords and --files neither is exported', async () => {
  const text = await exported(pools)
  expect(text).not.toContain('"table":"accounts"')
  expect(text).not.toContain('{"file":')
})

test('a desk that is in use, and files that are no export, are refused, and nothing is imported', async () => {
  const text = await exported(pools)
  const { blobs } = app.app.files
  await expect(importDesk(freshPools.maintenance, fileOf(text), { blobs })).rejects.toThrow(
    'already has people or tickets',
  )
  const database: TestDatabase = await testDatabase()
  const empty = openPools(database.roleUrls, silentLog)
  try {
    const lines = text.split('\n')
    const bad: [string, RegExp][] = [
      [text.slice(text.indexOf('\n') + 1), /not an exported desk/],
      [`${lines[0]}\nnonsense`, /desk\.ndjson:2: this is not a line/],
      [`${lines[0]}\n{"table":"pg_authid","row":{}}`, /desk\.ndjson:2: this is not a line/],
      [`${lines[0]}\n{"table":"users","row":{"id; drop table users":1}}`, /has no column/],
      [text.slice(0, -200), /desk\.ndjson:\d+: this is not a line/],
      [`${text}{"table":"users","row":{"id":"x"}}\n`, /cannot be stored/],
    ]
    for (const [content, why] of bad)
      await expect(importDesk(empty.maintenance, fileOf(content), { blobs })).rejects.toThrow(why)
    const client = await empty.maintenance.connect()
    expect((await client.query('select from users')).rowCount).toBe(0)
    client.release()
  } finally {
    await empty.close()
    await database.drop()
  }
})

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

test('a new desk without people is exported and imported too', async () => {
  const [from, to] = [await testDatabase(), await testDatabase()]
  const [fromPools, toPools] = [from, to].map(({ roleUrls }) => openPools(roleUrls, silentLog)) as [Pools, Pools]
  try {
    const text = await exported(fromPools)
    expect(await exported(toPools)).not.toContain('2000-01-01')
    const older = text.replaceAll(/"created_at":"[^"]*"/g, '"created_at":"2000-01-01T00:00:00+00:00"')
    await importDesk(toPools.maintenance, fileOf(older), { blobs: app.app.files.blobs })
    expect(await exported(toPools)).toBe(older)
  } finally {
    await Promise.all([fromPools.close(), toPools.close()])
    await Promise.all([from.drop(), to.drop()])
  }
})

test('the export is one snapshot: what is written meanwhile is not in it', async () => {
  const client = await pools.maintenance.connect()
  const lines: string[] = []
  const actor = await app.actor('buyer', 'Meanwhile')
  const written = () => app.sql(`update users set name = 'Too late' where id = $1`, [actor.id])
  for await (const line of exportDesk(client)) {
    if (lines.push(line) === 2) await written()
  }
  client.release(true)
  const text = lines.join('\n')
  expect(text).toContain('Meanwhile')
  expect(text).not.toContain('Too late')
})
