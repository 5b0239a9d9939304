import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { logViolations } from '../../test/logInvariants.ts'
import { maintenanceDatabase, type MaintenanceDatabase } from '../../test/maintenance.ts'
import { withClient } from '../platform/database/connect.ts'
import { importFiles } from './importFiles.ts'
import { KINDS } from './kinds.ts'

const kind = KINDS.get('conversations')!
const folder = mkdtempSync(path.join(tmpdir(), 'parley-import-'))
let database: MaintenanceDatabase

beforeAll(async () => {
  database = await maintenanceDatabase()
})
beforeEach(async () => {
  await database.client.query('DELETE FROM support_tickets; DELETE FROM users')
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

function file(name: string, content: string | Buffer): string {
  const place = path.join(folder, name)
  writeFileSync(place, content)
  return place
}

const ana = { name: 'Ana Costa', email: 'ana@buyers.example' }
const sam = { name: 'Sam Weber', email: 'Sam@Desk.example' }
const question = {
  externalId: 'm1',
  author: ana,
  role: 'buyer',
  at: '2025-03-01T09:00:00Z',
  body: 'Where is my parcel?',
}
const note = {
  externalId: 'm2',
  author: sam,
  role: 'agent',
  at: '2025-03-01T09:05:00Z',
  body: 'Carrier lost it.',
  audience: 'staff',
}
const answer = { externalId: 'm3', author: sam, role: 'admin', at: '2025-03-01T09:10:00+01:00', body: 'Let me see.' }
const parcel = {
  externalId: 'p-1',
  requester: ana,
  subject: 'Where is my parcel',
  tags: ['delivery'],
  team: 'Parcels',
  messages: [question, note],
}

const ndjson = (...conversations: unknown[]) => conversations.map((one) => `${JSON.stringify(one)}\n`).join('')
const run = (files: string[], options = {}) => importFiles(database.pool, kind, files, options)
const rows = async (sql: string) => (await database.client.query(sql)).rows
const tickets = () => rows('SELECT * FROM support_tickets ORDER BY created_at')

async function expectSoundLog(): Promise<void> {
  expect(await logViolations(database.client)).toEqual([])
}

test('loads conversations with their history and keeps the log consistent', async () => {
  const closed = {
    ...parcel,
    externalId: 'p-2',
    status: 'closed',
    resolvedAt: '2025-03-02T00:00:00Z',
    createdAt: '2025-02-28T00:00:00Z',
  }
  const result = await run([file('two.ndjson', ndjson(parcel, closed))])

  expect(result).toEqual({ ticketsAdded: 2, ticketsGrown: 0, messagesAdded: 4, unchanged: 0, broken: 0 })
  const [second, first] = await tickets()
  expect(first).toMatchObject({
    subject: 'Where is my parcel',
    tags: ['delivery'],
    team: 'Parcels',
    status: 'open',
    waiting_on: 'staff',
  })
  expect(first).toMatchObject({ last_seq: 2, public_seq: 1, message_count: 2, public_message_count: 1 })
  expect(first.created_at).toEqual(new Date('2025-03-01T09:00:00Z'))
  expect(second).toMatchObject({ status: 'closed', waiting_on: null, resolved_at: new Date('2025-03-02T00:00:00Z') })
  await expectSoundLog()
})

test('an author with the role admin becomes an agent, and imported people cannot sign in', async () => {
  await run([file('admin.ndjson', ndjson({ ...parcel, messages: [question, answer] }))])

  expect(await rows('SELECT email, role FROM users ORDER BY email')).toEqual([
    { email: 'ana@buyers.example', role: 'buyer' },
    { email: 'sam@desk.example', role: 'agent' },
  ])
  expect(await rows('SELECT * FROM accounts')).toEqual([])
})

test('running it again adds nothing, not even a ticket number', async () => {
  const place = file('again.ndjson', ndjson(parcel))
  await run([place])
  const result = await run([place, place])
  await run([file('next.ndjson', ndjson({ ...parcel, externalId: 'p-2' }))])
  const numbers = (await rows('SELECT ticket_number AS n FROM support_tickets ORDER BY n')).map(({ n }) =>
    Number(n.slice(3)),
  )

  expect(result).toMatchObject({ ticketsAdded: 0, messagesAdded: 0, unchanged: 2 })
  expect(numbers[1]! - numbers[0]!).toBe(1)
  expect(await rows('SELECT count(*)::int AS n FROM ticket_events')).toEqual([{ n: 4 }])
})

test('a conversation that grew gets its new messages after the desk’s later replies', async () => {
  await run([file('young.ndjson', ndjson(parcel))])
  const [ticket] = await tickets()
  await database.client.query(
    `WITH m AS (INSERT INTO ticket_messages (id, ticket_id, sender_type, body) VALUES (gen_random_uuid(), $1, 'agent', 'Hello!') RETURNING *)
     INSERT INTO ticket_events (ticket_id, kind, message_id, data) SELECT $1, 'message_added', id, '{"sender": "agent"}' FROM m`,
    [ticket.id],
  )
  const later = { ...question, externalId: 'm4', at: '2025-03-05T09:00:00Z', body: 'Any news?' }
  const result = await run([file('grown.ndjson', ndjson({ ...parcel, messages: [question, note, answer, later] }))])

  expect(result).toMatchObject({ ticketsAdded: 0, ticketsGrown: 1, messagesAdded: 2 })
  expect(
    await rows('SELECT seq, body FROM ticket_events JOIN ticket_messages m ON m.id = message_id ORDER BY seq'),
  ).toEqual([
    { seq: 1, body: 'Where is my parcel?' },
    { seq: 2, body: 'Carrier lost it.' },
    { seq: 3, body: 'Hello!' },
    { seq: 4, body: 'Let me see.' },
    { seq: 5, body: 'Any news?' },
  ])
  await expectSoundLog()
})

test.each([
  ['{"externalId": "p', 'is not JSON'],
  [JSON.stringify({ ...parcel, externalId: undefined }), 'externalId is missing'],
  [JSON.stringify({ ...parcel, subject: ' ' }), 'subject is empty'],
  [JSON.stringify({ ...parcel, subject: 'half \ud83d' }), 'subject has characters that cannot be stored'],
  [
    JSON.stringify({ ...parcel, messages: [{ ...question, body: 'a\0b' }] }),
    'messages.0.body has characters that cannot be stored',
  ],
  [
    JSON.stringify({ ...parcel, messages: [{ ...question, at: 'yesterday' }] }),
    'messages.0.at is not a time like 2026-01-31T12:00:00Z',
  ],
  [
    JSON.stringify({ ...parcel, messages: [{ ...question, at: '2999-01-01T00:00:00Z' }] }),
    'messages.0.at is in the future',
  ],
  [JSON.stringify({ ...parcel, messages: [{ ...question, author: undefined }] }), 'messages.0.author is missing'],
  [
    JSON.stringify({ ...parcel, messages: [{ ...question, audience: 'staff' }] }),
    'messages.0.audience is staff, but only staff write notes',
  ],
  [JSON.stringify({ ...parcel, messages: [question, question] }), 'messages have the same externalId twice'],
  [JSON.stringify({ ...parcel, messages: [] }), 'messages are missing'],
  [Buffer.from([0x7b, 0xff, 0x7d]), 'is not UTF-8 text'],
])('an invalid line is reported and skipped: %s', async (line, why) => {
  const place = file(
    'broken.ndjson',
    Buffer.concat([Buffer.from(ndjson(parcel)), Buffer.from(line), Buffer.from('\n\n')]),
  )
  const broken: string[] = []
  const result = await run([place], { onBroken: (where: string, reason: string) => broken.push(`${where}: ${reason}`) })

  expect(broken).toEqual([`${place}:2: ${why}`])
  expect(result).toMatchObject({ ticketsAdded: 1, broken: 1 })
})

const withMessage = (change: object) => JSON.stringify({ ...parcel, messages: [{ ...question, ...change }] })

test.each([
  [withMessage({ at: '0000-06-01T00:00:00Z' }), 'messages.0.at is before the year 1'],
  [withMessage({ at: '0001-01-01T00:00:00+14:00' }), 'messages.0.at is before the year 1'],
  [withMessage({ at: '9999-12-31T23:59:59-14:00' }), 'messages.0.at is in the future'],
  [withMessage({ at: '-000001-01-01T00:00:00Z' }), 'messages.0.at is not a time like 2026-01-31T12:00:00Z'],
  [withMessage({ at: '+294277-01-01T00:00:00Z' }), 'messages.0.at is not a time like 2026-01-31T12:00:00Z'],
  [withMessage({ at: '2025-02-29T00:00:00Z' }), 'messages.0.at is not a time like 2026-01-31T12:00:00Z'],
  [withMessage({ at: '2016-12-31T23:59:60Z' }), 'messages.0.at is not a time like 2026-01-31T12:00:00Z'],
  [withMessage({ at: 1e300 }), 'messages.0.at Invalid input: expected string, received number'],
  [withMessage({ body: '\u200B\u3164' }), 'messages.0.body has no visible characters'],
  [JSON.stringify({ ...parcel, subject: '\u2800' }), 'subject has no visible characters'],
  [JSON.stringify({ ...parcel, requester: { ...ana, name: '\u200B' } }), 'requester.name has no visible characters'],
  [
    JSON.stringify({
      ...parcel,
      messages: [
        { ...question, externalId: undefined },
        { ...note, externalId: '#1' },
      ],
    }),
    'messages have the same externalId twice',
  ],
])('a value that the database cannot store makes only its own line invalid: %s', async (line, why) => {
  await expectOneBroken(line, why)
})

async function expectOneBroken(line: string, why: string): Promise<void> {
  const around = [parcel, { ...parcel, externalId: 'p-2' }, { ...parcel, externalId: 'p-3' }].map((one) =>
    JSON.stringify(one),
  )
  const place = file('values.ndjson', [around[0], line.replace('p-1', 'p-0'), around[1], around[2]].join('\n'))
  const broken: string[] = []
  const result = await run([place], { onBroken: (where: string, reason: string) => broken.push(`${where}: ${reason}`) })

  expect(broken).toEqual([`${place}:2: ${why}`])
  expect(result).toMatchObject({ ticketsAdded: 3, messagesAdded: 6, broken: 1 })
  await expect(run([place], { strict: true })).rejects.toThrow(`${place}:2: ${why}`)
  await expectSoundLog()
}

test('a value that passes validation but is rejected by the database makes only its own line invalid', async () => {
  const alter = (how: string) =>
    withClient(database.ownerUrl, 'test', (client) => client.query(`ALTER TABLE support_tickets ${how}`))
  await alter(`ADD CONSTRAINT no_curses CHECK (subject <> 'Curse')`)
  try {
    await expectOneBroken(
      JSON.stringify({ ...parcel, subject: 'Curse' }),
      'cannot be stored: new row for relation "support_tickets" violates check constraint "no_curses"',
    )
  } finally {
    await alter('DROP CONSTRAINT no_curses')
  }
})

test.each([
  ['2025-03-01T09:00Z', '2025-03-01T09:00:00Z'],
  ['2025-03-01T09:00:00+0000', '2025-03-01T09:00:00Z'],
  ['2025-03-01T09:00+0530', '2025-03-01T03:30:00Z'],
  ['2025-03-01T09:00:00.25-08', '2025-03-01T17:00:00.250Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
])('the time %s is %s', async (at, time) => {
  await run([file('time.ndjson', ndjson({ ...parcel, messages: [{ ...question, at }] }))])
  expect((await tickets())[0].created_at).toEqual(new Date(time))
})

test('concatenated files with byte order marks are read completely', async () => {
  const [one, two, three] = ['p-1', 'p-2', 'p-3'].map((externalId) =>
    JSON.stringify({ ...parcel, externalId, subject: 'kept \uFEFF inside' }),
  )
  const place = file('together.ndjson', `\uFEFF${one}\n\uFEFF${two}\uFEFF${three}`)
  expect(await run([place])).toMatchObject({ ticketsAdded: 3, broken: 0 })
})

test('names and subjects are normalised like the desk’s own', async () => {
  const requester = { ...ana, name: 'Zoe\u0308\u202E  Kahn' }
  await run([
    file(
      'names.ndjson',
      ndjson({
        ...parcel,
        requester,
        subject: 'Cafe\u0301\u202E now',
        messages: [{ ...question, body: ' as\u202E typed \n' }],
      }),
    ),
  ])
  expect(await rows(`SELECT name FROM users`)).toEqual([{ name: 'Zo\u00EB Kahn' }])
  expect((await tickets())[0].subject).toBe('Caf\u00E9 now')
  expect(await rows('SELECT body FROM ticket_messages')).toEqual([{ body: ' as\u202E typed \n' }])
})

test('--strict stops at the first invalid line and writes nothing', async () => {
  const good = file('good.ndjson.gz', gzipSync(ndjson(parcel)))
  const bad = file('bad.ndjson', `${ndjson({ ...parcel, externalId: 'p-3' })}broken\n`)

  await expect(run([good, bad], { strict: true })).rejects.toThrow(`${bad}:2: is not JSON. Nothing was written.`)
  expect(await tickets()).toEqual([])
  expect(await run([good], { strict: true })).toMatchObject({ ticketsAdded: 1 })
  await expectSoundLog()
})

test('missing, truncated and unknown files are reported', async () => {
  const cut = gzipSync(ndjson(parcel)).subarray(0, 100)
  await expect(run(['/nowhere.ndjson'])).rejects.toThrow('/nowhere.ndjson: there is no such file.')
  await expect(run([file('cut.ndjson.gz', cut)])).rejects.toThrow('the file is cut off.')
  await expect(run([file('photo.png', '')])).rejects.toThrow('the file name matches no format')
})

test('hints are sent only for changed tickets, and for the figures', async () => {
  const heard: string[] = []
  database.client.on('notification', ({ payload }) => heard.push(payload!))
  await database.client.query('LISTEN parley')
  const place = file('hints.ndjson', ndjson(parcel, { ...parcel, externalId: 'p-9' }))
  await run([place])
  await run([place])
  await database.client.query('UNLISTEN parley')

  const ids = (await tickets()).map(({ id }) => `t:${id}`)
  expect(heard.toSorted()).toEqual(['c:figures:staff', ...ids].toSorted())
})
