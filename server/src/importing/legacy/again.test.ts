import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { importDesk, type ImportDesk } from '../../../test/importing.ts'
import { checksumOf, legacyTables, textsOf, type Tables } from '../../../test/legacyTables.ts'
import { logViolations } from '../../../test/logInvariants.ts'
import { writeCopyDump } from '../../../test/sourceFiles.ts'

let desk: ImportDesk

beforeAll(async () => {
  desk = await importDesk()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const dump = (tables: Tables) => writeCopyDump(path.join(desk.folder, 'again.sql'), tables)
const messages = async () => Number((await desk.sql('SELECT count(*) FROM ticket_messages'))[0].count)

test('running it again adds nothing', async () => {
  const source = dump(legacyTables(30))
  await desk.run('legacy', source)
  const before = await desk.contents()
  const result = await desk.run('legacy', source, { gapMs: 60_000 })

  expect(result).toMatchObject({
    peopleAdded: 0,
    ticketsAdded: 0,
    ticketsGrown: 0,
    messagesAdded: 0,
    messagesKnown: 60,
    filesAdded: 0,
  })
  expect(await desk.contents()).toEqual(before)
})

test('a source that has grown adds what is new to the tickets there are', async () => {
  await desk.run('legacy', dump(legacyTables(30)))
  const [{ count }] = await desk.sql('SELECT count(*) FROM support_tickets')
  const result = await desk.run('legacy', dump(legacyTables(40)))

  expect(result).toMatchObject({ ticketsAdded: 0, messagesAdded: 20, messagesKnown: 60 })
  expect(await desk.sql('SELECT FROM support_tickets')).toHaveLength(Number(count))
  expect(await messages()).toBe(80)
  expect(await logViolations(desk.client)).toEqual([])
})

test('what was deleted here is not imported again', async () => {
  const source = dump(legacyTables(30))
  await desk.run('legacy', source)
  await desk.sql(`DELETE FROM support_tickets WHERE ticket_number = 'TC-0001'`)
  const left = await messages()
  await desk.run('legacy', source)

  expect(await messages()).toBe(left)
  expect(await desk.sql(`SELECT FROM support_tickets WHERE ticket_number = 'TC-0001'`)).toEqual([])
})

/** Imports until the first transaction with messages is committed, and kills the connection. */
async function importAndKill(source: string): Promise<void> {
  const kill = () => {
    throw new Error('killed')
  }
  const stopped = (done: number, _total: number, note: string) =>
    note === 'reading' || done === 0 ? undefined : kill()
  await expect(desk.run('legacy', source, { batchMessages: 7, onProgress: stopped })).rejects.toThrow('killed')
}

test('an import that was killed half-way is continued by the next one', async () => {
  const source = dump(legacyTables(30))
  await desk.run('legacy', source)
  const whole = await desk.contents()
  await desk.empty()
  await importAndKill(source)
  const part = await messages()
  const rest = await desk.run('legacy', source)

  expect(rest).toMatchObject({ messagesAdded: 60 - part, messagesKnown: part })
  expect(part).toBeGreaterThan(0)
  expect(part).toBeLessThan(60)
  expect(await desk.contents()).toEqual(whole)
})

test('without the record of imported rows, all would count as new, and what was deleted would come back (control)', async () => {
  const source = dump(legacyTables(30))
  await importAndKill(source)
  await desk.sql(`DELETE FROM support_tickets WHERE ticket_number < 'TC-0007'`)
  await desk.sql('DELETE FROM imported_rows')

  expect(await desk.run('legacy', source)).toMatchObject({ messagesAdded: 60 })
  expect(await messages()).toBe(60)
})

test('a dry run reports the same and writes nothing', async () => {
  const source = dump(legacyTables(30))
  const before = await desk.contents()
  const planned = await desk.run('legacy', source, { isDryRun: true })
  const [sequence] = await desk.sql(`SELECT last_value FROM pg_sequences WHERE sequencename = 'ticket_number_seq'`)

  expect(await desk.contents()).toEqual(before)
  expect(sequence).toEqual({ last_value: null })
  const { report, ...result } = await desk.run('legacy', source)
  expect(planned).toMatchObject(result)
  expect(planned.report.lines).toEqual(report.lines)
})

test('with a status, old conversations arrive read and closed', async () => {
  await desk.run('legacy', dump(legacyTables(30)), { status: 'closed' })
  const unread = `SELECT FROM support_tickets t LEFT JOIN read_markers r ON r.ticket_id = t.id AND r.user_id = t.requester_id
    WHERE t.status <> 'closed' OR coalesce(r.public_message_count, 0) < t.public_message_count`

  expect(await desk.sql(unread)).toEqual([])
  expect(await desk.sql(`SELECT status FROM chat_requests WHERE status = 'pending'`)).toEqual([])
  expect(await logViolations(desk.client)).toEqual([])
})

test('unread messages stay unread, for the requester and for staff', async () => {
  await desk.sql(`INSERT INTO users (name, email, role) VALUES ('Ruth Adeyemi', 'ruth@desk.example', 'agent')`)
  const { columns, rows } = legacyTables(3)['public.support_messages']!
  const unread = (n: number) =>
    rows.map((row, at) =>
      row.map((value, c) =>
        columns[c] === 'ticket_id'
          ? null
          : columns[c] === 'user_id'
            ? rows[0]![1]!
            : columns[c] === 'is_read'
              ? at < n
                ? 't'
                : 'f'
              : value,
      ),
    )
  await desk.run('legacy', dump({ 'public.support_messages': { columns, rows: unread(1) } }))
  const markers = await desk.sql(
    `SELECT u.role, r.message_count, r.public_message_count AS public FROM read_markers r JOIN users u ON u.id = r.user_id ORDER BY u.role`,
  )

  // Of a buyer's, a buyer's and the desk's message, the first was read.
  expect(markers).toEqual([
    { role: 'buyer', message_count: 0, public: 2 },
    { role: 'agent', message_count: 1, public: 1 },
  ])
})

test('messages without a ticket become one ticket per person, or are split at gaps', async () => {
  const tables = legacyTables(12)
  const { columns, rows } = tables['public.support_messages']!
  const alone = rows.map((row) => row.map((value, c) => (columns[c] === 'ticket_id' ? null : value)))
  const source = dump({ 'public.support_messages': { columns, rows: alone } })
  const whole = await desk.run('legacy', source)
  await desk.empty()
  const split = await desk.run('legacy', source, { gapMs: 30 * 60_000 })

  // Four people write every 40 minutes.
  expect([whole.ticketsAdded, split.ticketsAdded]).toEqual([4, 12])
})

test('5,000 messages: counts and checksum of the texts are equal on both sides', async () => {
  const tables = legacyTables(2_500)
  const result = await desk.run('legacy', dump(tables))
  const found = await desk.sql('SELECT body FROM ticket_messages')

  expect(result.messagesAdded).toBe(5_000)
  expect(checksumOf(found.map(({ body }) => body))).toBe(checksumOf(textsOf(tables)))
})
