import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { importDesk, type ImportDesk } from '../../../test/importing.ts'
import { checksumOf, legacyTables, textsOf } from '../../../test/legacyTables.ts'
import { logViolations } from '../../../test/logInvariants.ts'
import {
  createTables,
  writeCopyDump,
  writeCsvFolder,
  writeCustomDump,
  writeInsertDump,
} from '../../../test/sourceFiles.ts'
import { withClient } from '../../platform/database/connect.ts'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'

const tables = legacyTables(40)
let desk: ImportDesk
let shop: TestDatabase
let expected: Record<string, unknown[]>

beforeAll(async () => {
  desk = await importDesk()
  shop = await testDatabase()
  await withClient(shop.superuserUrl, 'a shop', async (client) => {
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await createTables(client, tables)
  })
  await desk.run('legacy', writeCopyDump(path.join(desk.folder, 'first.sql'), tables))
  expected = await desk.contents()
})
beforeEach(() => desk.empty())
afterAll(async () => {
  await desk.close()
  await shop.drop()
})

const at = (name: string) => path.join(desk.folder, name)

describe('every format makes an equal desk:', () => {
  test.each<[string, () => string]>([
    ['a compressed plain dump', () => writeCopyDump(at('dump.sql.gz'), tables)],
    ['a dump with INSERT statements', () => writeInsertDump(at('inserts.sql'), tables)],
    ['a custom-format dump of pg_dump 15', () => writeCustomDump(at('dump14.custom'), tables)],
    ['a custom-format dump of pg_dump 17', () => writeCustomDump(at('dump16.custom'), tables, 16)],
    ['a folder of CSV files', () => writeCsvFolder(at('csv'), tables)],
    ['an address of a database', () => shop.superuserUrl],
  ])('%s', async (_name, source) => {
    await desk.run('legacy', source())

    expect(await desk.contents()).toEqual(expected)
  })
})

test('nothing is lost, and the log is consistent', async () => {
  const { read, report, ...result } = await desk.run('legacy', writeCopyDump(at('all.sql'), tables))
  const messages = await desk.sql('SELECT body FROM ticket_messages')

  expect(messages).toHaveLength(80)
  expect(checksumOf(messages.map(({ body }) => body))).toBe(checksumOf(textsOf(tables)))
  expect(result).toMatchObject({ peopleAdded: 6, shopsAdded: 2, messagesAdded: 80, filesAdded: 2, requestsAdded: 3 })
  expect(read).toMatchObject({ users: 6, support_messages: 40, seller_chat_attachments: 3 })
  expect(report.lines.filter(({ outcome }) => outcome === 'not imported')).toEqual([
    expect.objectContaining({ table: 'seller_chat_attachments', row: 3 }),
  ])
  expect(await logViolations(desk.client)).toEqual([])
})

test('tickets keep their numbers, times, notes, stars and statuses', async () => {
  await desk.run('legacy', writeCopyDump(at('tickets.sql'), tables))
  const [first, second, third] = await desk.sql(`
    SELECT t.*, n.body AS notes, EXISTS (SELECT FROM ticket_stars s WHERE s.ticket_id = t.id AND s.user_id = t.requester_id) AS starred
    FROM support_tickets t LEFT JOIN ticket_notes n ON n.ticket_id = t.id WHERE ticket_number < 'TC-0007' ORDER BY ticket_number`)

  expect(first).toMatchObject({
    ticket_number: 'TC-0001',
    status: 'open',
    priority: 'high',
    team: 'Billing',
    starred: true,
  })
  expect(first).toMatchObject({ tags: ['refund', 'Größe 42'], notes: 'Assigned before the import to: Ruth Adeyemi' })
  expect(second).toMatchObject({ status: 'resolved', created_at: new Date('2024-03-01T08:01:00Z'), starred: false })
  expect(second.resolved_at).toEqual(new Date('2024-03-07T14:00:00Z'))
  expect(second.notes).toBe('Call back\n\nAssigned before the import to: Ruth Adeyemi')
  expect(third.subject).toBe('Where is my parcel? It should have arrived. 6')
  const [created] = await desk.sql(
    `SELECT min(ticket_number) AS number FROM support_tickets WHERE ticket_number > 'TC-0006'`,
  )
  expect(created.number).toBe('TC-0007')
})

test('a custom-format dump with an unsupported compression names the way to convert it', async () => {
  const file = writeCustomDump(at('lz4.custom'), tables, 16)
  const bytes = readFileSync(file)
  // The algorithm stands after the format.
  bytes[11] = 2
  writeFileSync(file, bytes)

  await expect(desk.run('legacy', file)).rejects.toThrow('compressed with LZ4. Convert it: pg_restore --data-only')
})

test('a source that is not readable is named, and nothing is written', async () => {
  await expect(desk.run('legacy', at('none.sql'))).rejects.toThrow('there is no such file or folder')
  await expect(desk.run('legacy', 'postgres://nobody@127.0.0.1:1/x')).rejects.toThrow(
    'The source database cannot be read',
  )
  await expect(
    desk.run('legacy', writeCopyDump(at('other.sql'), { 'public.things': { columns: ['id'], rows: [['1']] } })),
  ).rejects.toThrow('has no rows of the tables')
  const wrong = {
    'public.support_messages': { columns: ['id', 'user_id', 'created_at'], rows: [['1', '2', '2024-01-01']] },
  }
  await expect(desk.run('legacy', writeCopyDump(at('wrong.sql'), wrong))).rejects.toThrow(
    'has none of the columns message, content',
  )
  expect(await desk.sql('SELECT FROM users')).toHaveLength(0)
})
