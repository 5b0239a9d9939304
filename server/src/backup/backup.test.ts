import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backUp, digests, restore, sourceOf, storedFile } from '../../test/backups.ts'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { logViolations } from '../../test/logInvariants.ts'
import { buildWorld } from '../../test/security/world.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { send, upload } from '../../test/uploads.ts'
import { withClient } from '../platform/database/connect.ts'
import { printStructure } from '../platform/database/structure.ts'
import { openArchive } from './archive.ts'
import { writeBackupFile } from './backupFile.ts'
import { loadBackup } from './restoreBackup.ts'
import { writeBackup } from './writeBackup.ts'

/** A desk whose tables all have rows, in a database whose owner is no superuser. */
let app: TestApp
let owner: Actor
let folder: string
let file: string
const databases: TestDatabase[] = []
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-backup-'))
  file = path.join(folder, 'desk.tar.gz')
  app = await testApp({ jobs: false })
  const world = await buildWorld(app)
  owner = world.people['buyer owner']!
  const uploaded = await upload(app, owner, Buffer.alloc(3_000_001, 'bytes '), { filename: 'big.bin' })
  await send(app, owner, world.tickets.buyer.id, [uploaded.attachmentId])
  for (const text of REST) await app.sql(text.replaceAll('OWNER', `'${owner.id}'`))
})
afterAll(async () => {
  await app.close()
  await Promise.all(databases.map((database) => database.drop()))
  rmSync(folder, { recursive: true, force: true })
})

/** Rows of the tables that are empty otherwise. */
const REST = [
  `insert into accounts (user_id, account_id, provider_id, password) values (OWNER, 'x', 'credential', 'hash')`,
  `insert into sign_ins (user_id, token, expires_at) values (OWNER, 'token', now() + interval '1 day')`,
  `insert into verifications (identifier, value, expires_at) values ('reset', 'x', now() + interval '1 day')`,
  `insert into setup_links (token_hash, expires_at) values ('\\x00', now() + interval '1 day')`,
  `insert into handover_uses values ('k', now() + interval '1 day')`,
  `insert into external_shops select 's', '1', id from sellers limit 1`,
  `insert into passkeys (user_id, public_key, credential_id, counter, device_type, backed_up) values (OWNER, 'k', 'c', 0, 'd', false)`,
  `insert into user_pictures (user_id, data) values (OWNER, 'p')`,
  `insert into desk_logo (data) values ('l')`,
  `insert into second_factors (user_id, secret, backup_codes) values (OWNER, 's', 'b')`,
  `insert into sign_in_attempts values ('k', now() + interval '1 day')`,
  `insert into rate_limits values ('k', now() + interval '1 day')`,
  `insert into job_nodes (id, worker_ids) values (gen_random_uuid(), '{worker}')`,
  `insert into desk_uptime default values`,
  `insert into message_reactions (message_id, user_id, emoji, ticket_id) select id, OWNER, '👍', ticket_id from ticket_messages limit 1`,
  `insert into ticket_stars (user_id, ticket_id) select OWNER, id from support_tickets limit 1`,
  `insert into imported_rows (source, kind, external_id, local_id) values ('old desk', 'ticket', '1', gen_random_uuid())`,
]

async function emptyDatabase(options: { empty?: boolean } = { empty: true }): Promise<TestDatabase> {
  const database = await testDatabase(options)
  databases.push(database)
  return database
}

test('a restored desk has the same tables, jobs, files and structure, and people go on where they were', async () => {
  await backUp(app.database, app.dataDir, file)
  const before = await digests(app.database)
  const [database, dataDir] = [await emptyDatabase(), path.join(folder, 'restored')]
  await restore(file, database, dataDir)
  expect(await digests(database)).toEqual(before)
  expect(Object.entries(before).filter(([, digest]) => digest.startsWith('0 '))).toEqual([])

  const structure = (url: string) => withClient(url, 'test', printStructure)
  expect(await structure(database.ownerUrl)).toBe(await structure(app.database.ownerUrl))
  const files = await app.sql<{ id: string }>(
    `select id from attachments where state = 'attached' and external_url is null`,
  )
  // Some rows of this desk never had bytes.
  let stored = 0
  for (const { id } of files) {
    const bytes = await storedFile(app.dataDir, id)
    if (bytes) stored++
    expect((await storedFile(dataDir, id))?.equals(bytes!)).toBe(bytes && true)
  }
  expect(stored).toBeGreaterThan(0)

  const restored = await testApp({ database, jobs: false, variables: { DATA_DIR: dataDir } })
  try {
    // This desk was filled past the log, so that it has some violations already.
    const violations = (of: TestApp) =>
      logViolations({ query: (text: string) => of.sql(text).then((rows) => ({ rows })) } as never)
    expect((await violations(restored)).toSorted()).toEqual((await violations(app)).toSorted())
    // The token, and the numbers of tickets, continue.
    const ticket = await openTicket(restored, owner)
    const [last] = await app.sql<{ n: number }>(`select max(substr(ticket_number, 4)::int) as n from support_tickets`)
    expect(Number(ticket.number.slice(3))).toBeGreaterThan(last!.n)
    expect((await reply(restored, owner, ticket.id, 'Still there?')).errors).toEqual([])
  } finally {
    await restored.close()
  }
})

test('an empty desk that has been started is filled, too', async () => {
  const database = await emptyDatabase({})
  await restore(file, database, path.join(folder, 'started'))
  expect(await digests(database)).toEqual(await digests(app.database))
})

test('a desk that is in use is refused, and nothing changes', async () => {
  const before = await digests(app.database)
  await expect(restore(file, app.database, app.dataDir)).rejects.toThrow(/stop it first\. \(DESK_RUNNING\)$/)
  const [database, dataDir] = [await emptyDatabase({}), path.join(folder, 'used')]
  await withClient(database.superuserUrl, 'test', (client) =>
    client.query(`insert into users (name, email, role) values ('Mira', 'mira@parley.test', 'buyer');
      update desk_secrets set secret = '\\x00'`),
  )
  await expect(restore(file, database, dataDir)).rejects.toThrow(/of another desk: .* \(DESK_NOT_EMPTY\)$/)
  const other = await emptyDatabase()
  await withClient(other.ownerUrl, 'test', (client) => client.query('create table kept as select 42 as answer'))
  await expect(restore(file, other, dataDir)).rejects.toThrow(/tables of something else: .* \(DESK_NOT_EMPTY\)$/)
  expect(await digests(app.database)).toEqual(before)
  expect(readdirSync(folder)).not.toContain('used')
})

test('a backup is one moment of a desk that is written to meanwhile', async () => {
  const before = await digests(app.database)
  const ticket = await openTicket(app, owner, 'Not in the backup?')
  const atStart = await digests(app.database)
  const source = await sourceOf(app.database, app.dataDir)
  const writes: Promise<unknown>[] = []
  await writeBackupFile(file, (out) =>
    // Each table is read after another message was written.
    writeBackup(source, out, { onProgress: () => void writes.push(reply(app, owner, ticket.id, 'Written meanwhile')) }),
  )
  await Promise.all(writes)
  const database = await emptyDatabase()
  await restore(file, database, path.join(folder, 'moment'))
  expect(await digests(database)).toEqual(atStart)
  // Control: tables that were read one after another would differ.
  expect(await digests(app.database)).not.toEqual(atStart)
  expect(before).not.toEqual(atStart)
})

test('files in a bucket are listed, and the restored desk needs the bucket', async () => {
  const more = { S3_BUCKET: 'desk-files', S3_ENDPOINT: 'http://127.0.0.1:9' }
  await backUp(app.database, app.dataDir, file, more)
  const [database, dataDir] = [await emptyDatabase(), path.join(folder, 'bucket')]
  await expect(restore(file, database, dataDir)).rejects.toThrow(
    /are in the bucket desk-files: set S3_BUCKET\. \(BACKUP_FILES_ELSEWHERE\)$/,
  )
  expect((await restore(file, database, dataDir, more)).end.files.count).toBeGreaterThan(1)
})

test('a desk that gets people after it was found empty is not overwritten', async () => {
  await backUp(app.database, app.dataDir, file)
  const database = await emptyDatabase({})
  const archive = await openArchive(createReadStream(file))
  await withClient(database.superuserUrl, 'test', (client) =>
    client.query(`insert into users (name, email, role) values ('Mira', 'mira@parley.test', 'buyer')`),
  )
  const before = await digests(database)
  const files = { add: async () => {}, undo: async () => {} }
  await expect(loadBackup(archive, { ownerUrl: database.ownerUrl, files })).rejects.toThrow(/\(DESK_NOT_EMPTY\)$/)
  expect(await digests(database)).toEqual(before)
})
