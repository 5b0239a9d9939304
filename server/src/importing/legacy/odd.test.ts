import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { importDesk, type ImportDesk } from '../../../test/importing.ts'
import { checksumOf, legacyTables, textsOf } from '../../../test/legacyTables.ts'
import { writeCopyDump } from '../../../test/sourceFiles.ts'
import { readFileSync } from 'node:fs'

/** Files of other shapes than pg_dump and COPY write by default. */
let desk: ImportDesk
let files = 0

beforeAll(async () => {
  desk = await importDesk()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

function file(name: string, content: string | Buffer): string {
  const folder = path.join(desk.folder, `odd ${files++}`)
  mkdirSync(folder)
  writeFileSync(path.join(folder, name), content)
  return path.join(folder, name)
}
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}
const messages = () =>
  desk.sql(`SELECT m.body, m.sender_type AS sender, u.name AS author, to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS at
    FROM ticket_messages m LEFT JOIN users u ON u.id = m.author_id ORDER BY m.created_at, m.body`)

test.each([
  ['little', false],
  ['big', true],
])('a dump in UTF-16 with a byte order mark, %s-endian, compressed', async (_name, isBigEndian) => {
  const tables = legacyTables(20)
  const dump = readFileSync(writeCopyDump(path.join(desk.folder, 'utf8.sql'), tables), 'utf8')
  await desk.run('legacy', file('dump.sql.gz', gzipSync(utf16(dump, isBigEndian))))
  const found = await desk.sql('SELECT body FROM ticket_messages')
  expect(checksumOf(found.map(({ body }) => body))).toBe(checksumOf(textsOf(tables)))
})

describe('CSV', () => {
  const records = [
    ['id', 'userId', 'Message', 'sender type', 'isRead', 'createdAt', 'ticketId'],
    ['1', '7', '"Größe; | 42, \t?"', 'USER', 'false', '2024/03/01 10:00:00', '\\N'],
    ['2', '7', 'Yes', 'Support', 'true', '2024-03-01T10:05:00.000+05:30', ''],
  ]
  const text = (separator: string) => records.map((record) => `${record.join(separator)}\r\n`).join('')

  test.each<[string, Buffer | string]>([
    ['semicolons', text(';')],
    ['semicolons that Excel announces', `\uFEFFsep=;\r\n${text(';')}`],
    ['tabs, in UTF-16', utf16(text('\t'), false)],
    ['vertical bars', text('|')],
    ['Windows-1252', Buffer.from(text(','), 'latin1')],
  ])('with %s and other names of columns, as a file of its own', async (_name, content) => {
    const { report, read } = await desk.run('legacy', file('support_messages.csv', content))
    expect(read).toEqual({ support_messages: 2 })
    expect(await messages()).toEqual([
      { body: 'Yes', sender: 'agent', author: 'Support', at: '2024-03-01 04:35:00' },
      { body: 'Größe; | 42, \t?', sender: 'buyer', author: 'Unknown person 7', at: '2024-03-01 10:00:00' },
    ])
    expect(await desk.sql('SELECT FROM support_tickets')).toHaveLength(1)
    expect(report.lines.filter(({ outcome }) => outcome === 'not imported')).toEqual([])
  })
})

test('INSERT statements with quoted names of another schema, casts, other columns and numeric ids', async () => {
  const dump = `
CREATE TYPE "Shop"."Sender" AS ENUM ('buyer', 'admin');
INSERT INTO "Shop"."Users" ("Id", "fullName", "Email", settings) VALUES
  (1, 'Ana', 'ana@example.com', '{"theme": "dark"}'::jsonb),
  (2, E'B\\u00f6\\'s', NULL, NULL) ON CONFLICT DO NOTHING;
INSERT INTO "Shop"."support_messages" ("createdAt", "mood", "Message", "senderType", "userId", "id") OVERRIDING SYSTEM VALUE VALUES
  ('2024-03-01 10:00:00'::timestamp without time zone, 'sad', 'It''s (broken); really', 'buyer'::"Shop"."Sender", 1, 10),
  ('2024-03-01 12:00:00+02'::timestamp with time zone, NULL, $$A "quote" and 'another'$$, CAST('buyer' AS text), 2, 11), -- a comment
  ('2024-03-01 10:02:00Z', DEFAULT, 'lost', 'buyer', 2, 12);
INSERT INTO "Shop".orders (id) VALUES (1);
INSERT INTO shop.payments VALUES (1, 2, 3);
`
  const { report, peopleAdded } = await desk.run('legacy', file('dump.sql', dump), { timeZone: 'Europe/Berlin' })
  expect(peopleAdded).toBe(2)
  expect(await messages()).toEqual([
    { body: "It's (broken); really", sender: 'buyer', author: 'Ana', at: '2024-03-01 09:00:00' },
  ])
  expect(report.lines.map(({ outcome, table, row, why }) => `${outcome} ${table} ${row}: ${why}`)).toEqual(
    expect.arrayContaining([
      'not imported support_messages 2: has a value that only its database can compute',
      'not imported support_messages 3: has a value that only its database can compute',
      'note support_messages 0: columns that were not used: mood',
      'note users 0: columns that were not used: settings',
      'note other tables 0: not used: orders, payments',
    ]),
  )
})

test.each<[string, () => string, RegExp]>([
  ['an empty file', () => file('dump.sql', ''), /has no rows of the tables/],
  ['an empty CSV file', () => file('support_messages.csv', ''), /has no rows of the tables/],
  [
    'a table without the columns that are needed',
    () => file('support_messages.csv', 'a,b\n1,2\n'),
    /has none of the columns/,
  ],
  ['a dump in the directory format', () => path.dirname(file('toc.dat', 'PGDMP')), /pg_restore --data-only/],
  ['a table that is not part of the system', () => file('orders.csv', 'id\n1\n'), /has no rows of the tables/],
])('%s is refused with what to do', async (_name, make, why) => {
  await expect(desk.run('legacy', make())).rejects.toThrow(why)
  expect(await desk.sql('SELECT FROM users')).toEqual([])
})
