import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { importDesk, type ImportDesk } from '../../../test/importing.ts'
import { logViolations } from '../../../test/logInvariants.ts'

let desk: ImportDesk
let folders = 0

beforeAll(async () => {
  desk = await importDesk()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

/** A folder with CSV files; of text, unless bytes are given. */
function csv(files: Record<string, string | Buffer>): string {
  const folder = path.join(desk.folder, `messy ${folders++}`)
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
  return folder
}

const HEADER = 'id,user_id,message,sender_type,is_read,created_at\n'
const row = (id: string, text: string, rest = 'buyer,t,2024-03-01 10:00:00+00', end = '\n') =>
  `${id},ana,${text},${rest}${end}`
const bodies = async () =>
  (await desk.sql('SELECT body FROM ticket_messages ORDER BY created_at, id')).map(({ body }) => body)
const seen = (lines: { outcome: string; row: number; why: string }[]) =>
  lines.map(({ outcome, row: n, why }) => `${outcome} ${n}: ${why}`)

test('byte order marks, all line ends, nested quotes, NUL and Latin-1', async () => {
  const text =
    `\uFEFF${HEADER}`.replace('\n', '\r\n') +
    row('1', '"She said ""hi"",\r\nthen\rleft"', undefined, '\r\n') +
    row('2', 'a "loose" quote', 'buyer,t,2024-03-01 10:01:00+00', '\r') +
    row('3', 'N\0L', 'buyer,t,2024-03-01 10:02:00+00')
  const latin1 = Buffer.from(row('4', 'Gr\xf6\xdfe \x80 5 \xc3\xa9', 'buyer,t,2024-03-01 10:03:00+00'), 'latin1')
  const { report } = await desk.run(
    'legacy',
    csv({ 'support_messages.csv': Buffer.concat([Buffer.from(text), latin1]) }),
  )

  expect(await bodies()).toEqual(['She said "hi",\r\nthen\rleft', 'a "loose" quote', 'N\uFFFDL', 'Größe € 5 é'])
  const repairs = seen(report.lines).filter((line) => line.includes('UTF-8'))
  expect(repairs).toEqual([expect.stringContaining('changed 3'), expect.stringContaining('changed 4')])
})

test('duplicates, rows with too few fields, odd words and missing times', async () => {
  const source = csv({
    'support_messages.csv':
      HEADER +
      row('1', 'one') +
      row('1', 'one') +
      row('1', 'another') +
      '2,ana,short\n' +
      row('3', 'no time', 'robot dog,f,') +
      row('4', '', 'buyer,t,2999-01-01'),
    'support_tickets.csv': 'id,user_id,status,colour\n9,ana,frozen,red\n9,ana,open,red\n',
  })
  const { report, messagesAdded } = await desk.run('legacy', source)

  expect(messagesAdded).toBe(4)
  expect(await bodies()).toEqual(expect.arrayContaining(['one', 'another', 'no time', '']))
  expect(seen(report.lines)).toEqual(
    expect.arrayContaining([
      'not imported 2: is a duplicate of an earlier row',
      'changed 3: has the same id as an earlier row with other contents',
      'not imported 4: has 3 fields instead of 6',
      expect.stringMatching(/^changed 5: its time \(empty\) is not one in the past/),
      'changed 5: sender type "robot dog" is unknown: it has no author',
      expect.stringMatching(/^changed 6: its time \(2999-01-01\)/),
      'changed 6: has neither text nor a file',
      'note 0: columns that were not used: colour',
      'changed 1: status "frozen" became open',
      'not imported 2: has the same id as an earlier ticket',
    ]),
  )
  const again = await desk.run('legacy', source)
  expect(again).toMatchObject({ messagesAdded: 0, ticketsAdded: 0 })
  expect(await logViolations(desk.client)).toEqual([])
})

test('times without a zone are of the given one, also on the day on which clocks change', async () => {
  const times = [
    '2024-01-01 12:00:00',
    '2024-07-01 12:00',
    '2024-03-31T03:30:00.123456',
    '2024-07-01T12:00:00Z',
    '1719835200',
  ]
  const source = csv({
    'support_messages.csv': HEADER + times.map((at, n) => row(`${n}`, 'x', `buyer,t,${at}`)).join(''),
  })
  await desk.run('legacy', source, { timeZone: 'Europe/Berlin' })

  const found = await desk.sql(
    `SELECT to_char(created_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI:SS.US') AS at FROM ticket_messages ORDER BY created_at`,
  )
  expect(found.map(({ at }) => at)).toEqual([
    '01-01 11:00:00.000000',
    '03-31 01:30:00.123456',
    '07-01 10:00:00.000000',
    '07-01 12:00:00.000000',
    '07-01 12:00:00.000000',
  ])
  await expect(desk.run('legacy', source, { timeZone: 'Mars/Base' })).rejects.toThrow('Mars/Base is not a time zone')
})

test('people without an account, an address or a name, and two with one address', async () => {
  const source = csv({
    'users.csv': 'id,email,full_name\n1,,Ana\n2,not an address,\n3,ben@example.com,\n4,BEN@example.com ,Benjamin\n',
    'support_messages.csv': HEADER + row('1', 'hi').replace('ana', 'gone') + row('2', 'hello').replace('ana', '4'),
  })
  const { report } = await desk.run('legacy', source)
  const people = await desk.sql(
    `SELECT name, email LIKE '%@import.parley.example' AS made_up, disabled_at IS NULL AS active FROM users ORDER BY lower(name)`,
  )

  expect(people).toEqual([
    { name: 'Ana', made_up: true, active: true },
    { name: 'ben', made_up: false, active: true },
    { name: 'Customer 2', made_up: true, active: true },
    { name: 'Unknown person gone', made_up: true, active: false },
  ])
  expect(seen(report.lines)).toContain('changed 1: person gone is not in the source: imported as "Unknown person gone"')
  expect(await desk.sql('SELECT FROM accounts')).toEqual([])
})

test('a text of 5 MB is attached as a file, whole', async () => {
  const text = 'Zeile für Zeile. '.repeat(300_000)
  const { report } = await desk.run('legacy', csv({ 'support_messages.csv': HEADER + row('1', text) }))
  const [message] = await desk.sql(
    'SELECT m.body, m.attachment_count, a.* FROM ticket_messages m JOIN attachments a ON a.message_id = m.id',
  )
  const stored = await buffer(await desk.files.blobs.read(message.id, 'file'))

  expect(stored.toString()).toBe(text)
  expect(message).toMatchObject({ attachment_count: 1, file_name: 'message.txt', content_type: 'text/plain' })
  expect(message.sha256).toEqual(createHash('sha256').update(text).digest())
  expect(message.body).toMatch(/^Zeile für Zeile.*5,100,000 characters, is in the attached file/s)
  expect(seen(report.lines)).toContain(
    'changed 1: its text is too long for a message: the whole text is attached as a file',
  )
})

test('files are kept by address, or copied from a folder', async () => {
  const files = csv({ 'photo.png': Buffer.from('not really a picture') })
  const table = (id: string, url: string) => `id,message_id,file_name,file_url\n${id},1,photo.png,${url}\n`
  const source = (id: string, url: string) =>
    csv({ 'support_messages.csv': HEADER + row('1', 'see'), 'chat_attachments.csv': table(id, url) })
  await desk.run('legacy', source('a', 'https://old.example/object/public/chat/ana/photo.png'))
  await desk.run('legacy', source('b', '../chat/ana/photo.png?x=1'), { filesFrom: files })
  const { report } = await desk.run('legacy', source('c', 'ana/photo.png'))
  const found = await desk.sql('SELECT * FROM attachments ORDER BY position')

  expect(found).toHaveLength(2)
  expect(found[0]).toMatchObject({
    state: 'attached',
    external_url: 'https://old.example/object/public/chat/ana/photo.png',
  })
  expect(found[1]).toMatchObject({ external_url: null, file_name: 'photo.png', size: '20' })
  expect((await buffer(await desk.files.blobs.read(found[1].id, 'file'))).toString()).toBe('not really a picture')
  expect(seen(report.lines)).toContain(
    'not imported 1: its address ana/photo.png is not on the web, and use --files to copy it',
  )
  expect(await desk.sql('SELECT attachment_count AS n FROM ticket_messages')).toEqual([{ n: 2 }])
})
