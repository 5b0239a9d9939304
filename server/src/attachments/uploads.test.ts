import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { eventually } from '../../test/eventually.ts'
import { type Actor, gid, openTicket, reply, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, fetchFile, send, sendBytes, tus, upload } from '../../test/uploads.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { silentLog } from '../platform/log.ts'
import { createPerson } from '../viewer/people.ts'
import { collect } from './collect.ts'
import { fileLinks } from './links.ts'

const HOUR_MS = 3_600_000
/** The head of a film. */
const WEBM = Buffer.from(
  '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
  'hex',
)

let app: TestApp
let buyer: Actor
let other: Actor
let agent: Actor
let admin: Actor
let clock = Date.now()
beforeAll(async () => {
  const variables = { FILE_MAX_BYTES: '1000000', FILES_PER_MESSAGE: '3', FILE_DAY_BYTES: '4000000' }
  app = await testApp({ variables, now: () => clock })
  buyer = await app.actor('buyer', 'Mira')
  other = await app.actor('buyer', 'Otto')
  agent = await app.actor('agent')
  admin = await app.actor('admin')
})
afterAll(() => app.close())

const codeOf = async (response: Response) => ((await response.json()) as any).errors[0].extensions.code as string
const kept = (id: string) => readdirSync(path.join(app.dataDir, 'files')).filter((name) => name.startsWith(id))

test('a file is uploaded, sent with an empty message, and had by those who may read it', async () => {
  const ticket = await openTicket(app, buyer)
  const bytes = randomBytes(100_000)
  const { attachmentId } = await upload(app, buyer, bytes, { filename: 'lamp.dat', filetype: 'image/png' })
  const { message, errors } = await send(app, buyer, ticket.id, [attachmentId])
  expect(errors).toEqual([])
  const facts = { id: attachmentId, fileName: 'lamp.dat', contentType: 'application/octet-stream', kind: 'FILE' }
  expect(message.attachments).toMatchObject([{ ...facts, size: 100_000, sizeBytes: 100_000, thumbnailUrl: null }])
  const { url } = message.attachments[0]
  for (const who of [buyer, agent]) {
    const file = await fetchFile(app, who, url)
    expect([file.status, file.bytes.equals(bytes)]).toEqual([200, true])
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="lamp.dat"/)
    expect(file.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('cache-control')).toMatch(/^private\b/)
    expect(file.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
  expect((await fetchFile(app, other, url)).status).toBe(404)
  expect((await fetchFile(app, null, url)).status).toBe(401)
  const [row] = await app.sql<{ sha256: Buffer }>('select sha256 from attachments where message_id is not null')
  expect(row!.sha256.equals(createHash('sha256').update(bytes).digest())).toBe(true)
})

test('a new ticket takes files with its first message, and lists all its files, newest first', async () => {
  const first = await upload(app, buyer, Buffer.from('first'), { filename: 'first.txt' })
  const input = { subject: 'Two files', body: '', clientId: randomUUID(), attachmentIds: [first.id] }
  const create = () =>
    app.gql(
      buyer,
      `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } errors { code } } }`,
      {
        input,
      },
    )
  const { ticket } = (await create()).data.createTicket
  expect((await create()).data.createTicket).toEqual({ ticket, errors: [] })
  const second = await upload(app, agent, Buffer.from('second'), { filename: 'second.txt' })
  await send(app, agent, ticket.id, [second.attachmentId])
  const note = await upload(app, agent, Buffer.from('note'), { filename: 'note.txt' })
  await send(app, agent, ticket.id, [note.attachmentId], { audience: 'STAFF' })
  const names = async (who: Actor) => {
    const { data } = await app.gql(who, `query ($id: ID!) { ticket(id: $id) { attachments { fileName } } }`, ticket)
    return data.ticket.attachments.map(({ fileName }: { fileName: string }) => fileName)
  }
  expect(await names(agent)).toEqual(['note.txt', 'second.txt', 'first.txt'])
  expect(await names(buyer)).toEqual(['second.txt', 'first.txt'])
})

test('a retry is harmless; with other files it is a conflict, and a file is sent once', async () => {
  const ticket = await openTicket(app, buyer)
  const { attachmentId } = await upload(app, buyer, Buffer.from('a'))
  const another = await upload(app, buyer, Buffer.from('b'))
  const clientId = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => send(app, buyer, ticket.id, [attachmentId], { clientId })),
  )
  expect(new Set(answers.map(({ message }) => message?.attachments[0].id))).toEqual(new Set([attachmentId]))
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
  const code = async (ids: string[], more: Record<string, unknown> = {}) =>
    (await send(app, buyer, ticket.id, ids, more)).errors[0]?.code
  expect(await code([], { clientId, body: ' ' })).toBe('VALIDATION')
  expect(await code([another.attachmentId], { clientId })).toBe('IDEMPOTENCY_CONFLICT')
  expect(await code([attachmentId, another.attachmentId], { clientId })).toBe('IDEMPOTENCY_CONFLICT')
  expect(await code([attachmentId, another.attachmentId])).toBe('CONFLICT')
  // None of the refused ones has taken the other file.
  expect(await code([another.attachmentId])).toBeUndefined()
})

test('two messages that race for one file: one has it, the other is refused and leaves nothing', async () => {
  const ticket = await openTicket(app, buyer)
  const { attachmentId } = await upload(app, buyer, Buffer.from('a'))
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(app, buyer, ticket.id, [attachmentId])))
  expect(answers.filter(({ errors }) => errors.length === 0).length).toBe(1)
  expect(new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))).toEqual(new Set(['CONFLICT']))
  const [row] = await app.sql<{ n: number }>(
    `select count(*)::int as n from ticket_messages m join support_tickets t on t.id = m.ticket_id
     where t.ticket_number = $1 and m.attachment_count > 0`,
    [ticket.number],
  )
  expect(row!.n).toBe(1)
})

test('what is unfinished, foreign, gone, too much or no id at all is refused before anything is written', async () => {
  const ticket = await openTicket(app, buyer)
  const unfinished = await beginUpload(app, buyer, 10)
  const foreign = await upload(app, other, Buffer.from('x'))
  const gone = await upload(app, buyer, Buffer.from('x'))
  expect((await tus(app, buyer, 'DELETE', gone.url)).status).toBe(204)
  const mine = await upload(app, buyer, Buffer.from('x'))
  const refused: [string[], string][] = [
    [[unfinished.attachmentId], 'VALIDATION'],
    [[mine.id, foreign.attachmentId], 'NOT_FOUND'],
    [[mine.id, foreign.id], 'NOT_FOUND'],
    [[mine.id, gone.id], 'NOT_FOUND'],
    [[mine.id, randomUUID()], 'NOT_FOUND'],
    [[mine.id, 'no id'], 'NOT_FOUND'],
    [[mine.id, gid('Ticket', randomUUID())], 'NOT_FOUND'],
    [[mine.id, mine.id, mine.id, mine.id], 'VALIDATION'],
  ]
  const before = await app.sql('select count(*) from ticket_messages')
  for (const [ids, code] of refused) {
    const { errors, message } = await send(app, buyer, ticket.id, ids)
    expect([errors[0]?.code, errors[0]?.path, message]).toEqual([code, ['input', 'attachmentIds'], null])
  }
  expect(await app.sql('select count(*) from ticket_messages')).toEqual(before)
  expect((await send(app, buyer, ticket.id, [mine.id, mine.attachmentId])).message.attachments.length).toBe(1)
})

test('an upload is its maker’s alone, on every path, and nobody else’s to see', async () => {
  const { url, id, attachmentId } = await beginUpload(app, buyer, 10)
  for (const who of [other, agent, admin]) {
    for (const method of ['HEAD', 'DELETE']) expect((await tus(app, who, method, url)).status).toBe(404)
    expect((await sendBytes(app, who, url, Buffer.from('0123456789'))).status).toBe(404)
    expect((await app.gql(who, `query ($id: ID!) { node(id: $id) { id } }`, { id: attachmentId })).data.node).toBeNull()
    const poster = await fetch(`${app.url}${url}/poster`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${who.token}` },
      body: 'x',
    })
    expect(poster.status).toBe(404)
  }
  expect((await tus(app, null, 'HEAD', url)).status).toBe(401)
  expect((await tus(app, buyer, 'HEAD', `/files/${randomUUID()}`)).status).toBe(404)
  expect((await tus(app, buyer, 'HEAD', url)).headers.get('upload-offset')).toBe('0')
  // Its link is right, and the upload is not whole yet.
  const link = app.app.files.links.make(id, 'file', 'x')
  expect((await fetchFile(app, buyer, link)).status).toBe(404)
  await sendBytes(app, buyer, url, Buffer.from('0123456789'))
  expect((await fetchFile(app, buyer, link)).bytes.toString()).toBe('0123456789')
  for (const who of [other, agent, admin]) expect((await fetchFile(app, who, link)).status).toBe(404)
})

test('a page of another origin does nothing with the cookie, and the desk’s own does', async () => {
  const { cookie, origin } = await signedInPage()
  const begin = (headers: Record<string, string>) =>
    tus(app, null, 'POST', '/files', { 'Upload-Length': '3', Cookie: cookie, ...headers })
  expect((await begin({})).status).toBe(403)
  expect((await begin({ Origin: 'null' })).status).toBe(403)
  const foreign = await begin({ Origin: 'https://evil.example' })
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null])
  expect((await begin({ Origin: origin })).status).toBe(201)
  const preflight = await fetch(`${app.url}/files`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://evil.example', Cookie: cookie },
  })
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
})

async function signedInPage() {
  const email = `page.${randomUUID()}@parley.test`
  await createPerson(app.app.files.pools.auth, { name: 'Page', email, role: 'buyer', password: 'parley-demo' })
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: app.url },
    body: JSON.stringify({ email, password: 'parley-demo' }),
  })
  return { cookie: response.headers.getSetCookie()[0]!.split(';')[0]!, origin: app.url }
}

test('limits are told before uploading, and hold: a file, a day, what is empty', async () => {
  const sender = await app.actor('buyer')
  const limits = async () =>
    (await app.gql(sender, '{ attachmentLimits { fileBytes messageFiles dayBytes usedTodayBytes } }')).data
      .attachmentLimits
  expect(await limits()).toEqual({ fileBytes: 1e6, messageFiles: 3, dayBytes: 4e6, usedTodayBytes: 0 })
  const begin = (size: number) => tus(app, sender, 'POST', '/files', { 'Upload-Length': String(size) })
  const tooLarge = await begin(1_000_001)
  expect([tooLarge.status, await codeOf(tooLarge)]).toEqual([413, 'FILE_TOO_LARGE'])
  const empty = await begin(0)
  expect([empty.status, await codeOf(empty)]).toEqual([400, 'VALIDATION'])
  // Five at once where four fit: exactly four are let in.
  const five = await Promise.all(Array.from({ length: 5 }, () => begin(1_000_000)))
  expect(five.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 413])
  expect(await codeOf(five.find(({ status }) => status === 413)!)).toBe('DAY_LIMIT')
  expect((await limits()).usedTodayBytes).toBe(4e6)
  // Of unknown length: stopped when it comes to be too much.
  const recorder = await app.actor('buyer')
  const { url } = await beginUpload(app, recorder, undefined)
  expect((await sendBytes(app, recorder, url, randomBytes(900_000))).status).toBe(204)
  const over = await sendBytes(app, recorder, url, randomBytes(200_000), 900_000)
  expect([over.status, await codeOf(over)]).toEqual([413, 'FILE_TOO_LARGE'])
  const nothing = await beginUpload(app, recorder, undefined)
  const none = await sendBytes(app, recorder, nothing.url, Buffer.alloc(0), 0, { 'Upload-Length': '0' })
  expect([none.status, await codeOf(none)]).toEqual([400, 'VALIDATION'])
})

test('an upload that was whole when its last answer got lost is found finished', async () => {
  const ticket = await openTicket(app, buyer)
  const { url, id, attachmentId } = await upload(app, buyer, Buffer.from('whole'))
  // As a server that stopped between the last byte and what follows it leaves it.
  await app.sql(`update attachments set state = 'uploading', sha256 = null where id = $1`, [id])
  expect((await send(app, buyer, ticket.id, [attachmentId])).errors[0]!.code).toBe('VALIDATION')
  expect((await tus(app, buyer, 'HEAD', url)).headers.get('attachment-id')).toBe(attachmentId)
  expect((await send(app, buyer, ticket.id, [attachmentId])).errors).toEqual([])
})

test('downloads come in ranges, and know what a browser has already', async () => {
  const ticket = await openTicket(app, buyer)
  const bytes = randomBytes(1000)
  const { attachmentId } = await upload(app, buyer, bytes)
  const { message } = await send(app, buyer, ticket.id, [attachmentId])
  const get = (headers: Record<string, string>) => fetchFile(app, agent, message.attachments[0].url, headers)
  const whole = await get({})
  const etag = whole.headers.get('etag')!
  const ranges: [string, number, string | null, Buffer][] = [
    ['bytes=0-9', 206, 'bytes 0-9/1000', bytes.subarray(0, 10)],
    ['bytes=990-', 206, 'bytes 990-999/1000', bytes.subarray(990)],
    ['bytes=-5', 206, 'bytes 995-999/1000', bytes.subarray(995)],
    ['bytes=-5000', 206, 'bytes 0-999/1000', bytes],
    ['bytes=0-5000', 206, 'bytes 0-999/1000', bytes],
    ['bytes=1000-', 416, 'bytes */1000', Buffer.alloc(0)],
    ['bytes=-0', 416, 'bytes */1000', Buffer.alloc(0)],
    ['bytes=9-1', 200, null, bytes],
    ['bytes=0-1,5-6', 200, null, bytes],
    ['items=0-1', 200, null, bytes],
  ]
  for (const [range, status, contentRange, part] of ranges) {
    const answer = await get({ Range: range })
    expect([range, answer.status, answer.headers.get('content-range')]).toEqual([range, status, contentRange])
    expect(answer.bytes.equals(part)).toBe(true)
  }
  expect((await get({ Range: 'bytes=0-9', 'If-Range': etag })).status).toBe(206)
  expect((await get({ Range: 'bytes=0-9', 'If-Range': '"another"' })).status).toBe(200)
  expect((await get({ 'If-None-Match': etag })).status).toBe(304)
  const head = await fetch(app.url + message.attachments[0].url, {
    method: 'HEAD',
    headers: { Authorization: `Bearer ${agent.token}` },
  })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000'])
})

test('a link ends after an hour or so, cannot be made up, and is no key to another file', async () => {
  const ticket = await openTicket(app, buyer)
  const { id, attachmentId } = await upload(app, buyer, Buffer.from('x'))
  const another = await upload(app, buyer, Buffer.from('y'))
  const { message } = await send(app, buyer, ticket.id, [attachmentId])
  const { url } = message.attachments[0]
  const status = async (link: string) => (await fetchFile(app, buyer, link)).status
  expect(await status(url)).toBe(200)
  for (const forged of [
    url.replace(/sig=.*/, ''),
    url.replace(/sig=.{4}/, 'sig=AAAA'),
    url.replace(/until=./, 'until=z'),
    url.replace(id, another.id),
    fileLinks(Buffer.from('another key')).make(id, 'file', 'x'),
    url.replace(/\/files\/([^/]+)\//, '/files/$1/preview/'),
  ])
    expect(await status(forged)).toBe(404)
  clock += 0.9 * HOUR_MS
  expect(await status(url)).toBe(200)
  clock += 0.4 * HOUR_MS
  const late = await fetchFile(app, buyer, url)
  expect([late.status, JSON.parse(late.bytes.toString()).errors[0].extensions.code]).toEqual([410, 'LINK_EXPIRED'])
  const { data } = await app.gql(buyer, `query ($id: ID!) { node(id: $id) { ... on Attachment { url } } }`, {
    id: attachmentId,
  })
  expect(await status(data.node.url)).toBe(200)
})

test('whoever loses the right to the message loses its files at once; notes’ files were never theirs', async () => {
  const ticket = await openTicket(app, buyer)
  const guest = await app.actor('seller')
  const ticketId = Buffer.from(ticket.id, 'base64').toString().split(':')[1]
  await app.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [ticketId, guest.id])
  const shared = await upload(app, buyer, Buffer.from('shared'))
  const secret = await upload(app, agent, Buffer.from('secret'))
  const { url } = (await send(app, buyer, ticket.id, [shared.id])).message.attachments[0]
  const note = (await send(app, agent, ticket.id, [secret.id], { audience: 'STAFF' })).message
  expect((await fetchFile(app, guest, url)).status).toBe(200)
  for (const who of [buyer, guest]) {
    expect((await fetchFile(app, who, note.attachments[0].url)).status).toBe(404)
    const { data } = await app.gql(who, `query ($id: ID!) { node(id: $id) { id } }`, { id: secret.attachmentId })
    expect(data.node).toBeNull()
  }
  expect((await fetchFile(app, admin, note.attachments[0].url)).status).toBe(200)
  await app.sql('update ticket_participants set left_at = now() where user_id = $1', [guest.id])
  expect((await fetchFile(app, guest, url)).status).toBe(404)
  await app.sql('update api_tokens set revoked_at = now() where user_id = $1', [buyer.id])
  await eventually(
    'the token is known to be revoked',
    () => fetchFile(app, buyer, url),
    ({ status }) => status === 401,
  )
  await app.sql('update api_tokens set revoked_at = null where user_id = $1', [buyer.id])
})

test('a deleted message has no files: not in the answer, not by their links, not on the disk', async () => {
  const ticket = await openTicket(app, buyer)
  const image = await sharp({ create: { width: 90, height: 60, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const one = await upload(app, buyer, image, { filename: 'a.png' })
  const two = await upload(app, buyer, image, { filename: 'b.png' })
  const clientId = randomUUID()
  const first = (await send(app, buyer, ticket.id, [one.id], { clientId })).message
  const second = (await send(app, buyer, ticket.id, [two.id])).message
  await reply(app, buyer, ticket.id, 'Without files.')
  expect(kept(one.id).length).toBe(3)
  const deleted = await app.gql(
    admin,
    `mutation ($id: ID!) { deleteMessage(input: { messageId: $id }) { message { attachments { id } } errors { code } } }`,
    { id: first.id },
  )
  expect(deleted.data.deleteMessage).toEqual({ message: { attachments: [] }, errors: [] })
  for (const who of [buyer, admin])
    for (const link of [first.attachments[0].url, first.attachments[0].thumbnailUrl])
      expect((await fetchFile(app, who, link)).status).toBe(404)
  await eventually(
    'its bytes are gone',
    () => kept(one.id),
    (names) => names.length === 0,
  )
  // A late retry of it is a retry still, though its files are gone.
  expect((await send(app, buyer, ticket.id, [one.id], { clientId })).errors).toEqual([])
  await app.gql(
    admin,
    `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { errors { code } } }`,
    ticket,
  )
  expect((await fetchFile(app, buyer, second.attachments[0].url)).status).toBe(404)
  await eventually(
    'all bytes are gone',
    () => kept(two.id),
    (names) => names.length === 0,
  )
  await eventually(
    'the rows are gone',
    () => app.sql('select from attachments where id in ($1, $2)', [one.id, two.id]),
    (rows) => rows.length === 0,
  )
})

test('live frames carry files, to staff who share one frame and to the requester', async () => {
  const { subscribe, wsClient } = await import('../../test/subscribe.ts')
  const ticket = await openTicket(app, buyer)
  const clients = [agent, admin, buyer].map((who) => wsClient(app, who))
  const feeds = clients.map((client) =>
    subscribe(
      client,
      `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent {
        entry { ... on MessageEntry { message { attachments { fileName url } } } } } } }`,
      { id: ticket.id },
    ),
  )
  await eventually(
    'staff share one group',
    () => app.app.stats(),
    ({ groups, members }) => groups === 2 && members === 3,
  )
  const { id } = await upload(app, buyer, Buffer.from('hello'), { filename: 'hello.txt' })
  await send(app, buyer, ticket.id, [id])
  for (const [n, feed] of feeds.entries()) {
    const { data } = (await feed.next()) as any
    const [file] = data.ticketEvents.entry.message.attachments
    expect(file.fileName).toBe('hello.txt')
    expect((await fetchFile(app, [agent, admin, buyer][n]!, file.url)).bytes.toString()).toBe('hello')
  }
  for (const client of clients) await client.dispose()
})

test('a film’s poster comes from its uploader’s browser, and is made anew', async () => {
  const { url, id } = await upload(app, buyer, WEBM, {
    filename: 'screen.webm',
    kind: 'recording',
    width: '1280',
    height: '720',
    duration: '12.5',
  })
  const put = (who: Actor, body: Buffer | string) =>
    fetch(`${app.url}${url}/poster`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${who.token}` },
      body: body as never,
    })
  const poster = await sharp({ create: { width: 320, height: 180, channels: 3, background: 'blue' } })
    .jpeg()
    .toBuffer()
  expect((await put(buyer, '<svg xmlns="http://www.w3.org/2000/svg"/>')).status).toBe(400)
  expect((await put(buyer, randomBytes(2 * 1024 * 1024 + 1))).status).toBe(413)
  expect((await put(buyer, poster)).status).toBe(204)
  const { message } = await send(app, buyer, (await openTicket(app, buyer)).id, [id])
  expect(message.attachments[0]).toMatchObject({
    kind: 'VIDEO',
    isRecording: true,
    contentType: 'video/webm',
    width: 1280,
    height: 720,
    durationSeconds: 12.5,
    previewState: 'READY',
  })
  const shown = await fetchFile(app, agent, message.attachments[0].thumbnailUrl)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp'])
})

test('of what is sent, its uploader changes the poster of a film, for an hour; the database lets them no further', async () => {
  const pools = openPools(app.database.roleUrls, silentLog)
  const film = await upload(app, buyer, WEBM, { filename: 'screen.webm' })
  const text = await upload(app, buyer, Buffer.from('hello'), { filename: 'hello.txt' })
  const ticket = await openTicket(app, buyer)
  await send(app, buyer, ticket.id, [film.attachmentId, text.attachmentId])
  const poster = await sharp({ create: { width: 32, height: 18, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  const put = (who: Actor) =>
    fetch(`${app.url}${film.url}/poster`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${who.token}` },
      body: poster as never,
    })
  expect([(await put(agent)).status, (await put(buyer)).status]).toEqual([404, 204])

  const as = (who: Actor, change: string, { id }: { id: string }) =>
    asIdentity(pools, { role: who.role, userId: who.id }, 'write', () =>
      statement(`UPDATE attachments SET ${change} WHERE id = $1 RETURNING 1`).rows(id),
    )
  expect(await as(buyer, `preview = 'ready'`, film)).toHaveLength(1)
  expect(await as(agent, `preview = 'ready'`, film)).toHaveLength(0)
  for (const change of [
    `file_name = 'x'`,
    'message_id = NULL',
    `state = 'ready'`,
    `state = 'pending_deletion'`,
    'size = 1',
  ])
    await expect(as(buyer, `preview = 'ready', ${change}`, film)).rejects.toThrow('What is sent stays as it is')
  expect(await as(buyer, `preview = 'ready'`, text)).toHaveLength(0)
  await app.sql(`update attachments set created_at = now() - interval '61 minutes' where id = $1`, [film.id])
  expect(await as(buyer, `preview = 'ready'`, film)).toHaveLength(0)
  expect((await put(buyer)).status).toBe(409)
  await pools.close()
})

test('a PDF’s first page and its pages come from its uploader’s browser; of anything else, pages are not believed', async () => {
  const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')
  const page = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  const { url, id } = await upload(app, buyer, pdf, { filename: 'invoice.pdf', pages: '3' })
  const put = await fetch(`${app.url}${url}/poster`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${buyer.token}` },
    body: page as never,
  })
  expect(put.status).toBe(204)
  const text = await upload(app, buyer, Buffer.from('hello'), { filename: 'hello.pdf', pages: '3' })
  const odd = await upload(app, buyer, pdf, { filename: 'odd.pdf', pages: '1.5' })
  const { message } = await send(app, buyer, (await openTicket(app, buyer)).id, [id, text.id, odd.id])
  expect(message.attachments).toMatchObject([
    { kind: 'PDF', pages: 3, width: 1240, height: 1754, previewState: 'READY' },
    { kind: 'FILE', pages: null },
    { kind: 'PDF', pages: null, previewState: 'NONE', thumbnailUrl: null },
  ])
  const shown = await fetchFile(app, agent, message.attachments[0].thumbnailUrl)
  // Large enough to be read.
  expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: 'webp', height: 1280 })
})

test('a file known only by its old address is a link, to the web alone', async () => {
  const ticket = await openTicket(app, buyer)
  const { message } = await reply(app, buyer, ticket.id, 'See the old one.')
  const insert = (address: string) =>
    app.sql(
      `insert into attachments (message_id, state, file_name, external_url) values ($1, 'attached', 'old.jpg', $2) returning id`,
      [message!.clientId, address],
    )
  for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', '//example.com/x', 'data:text/html,x'])
    await expect(insert(bad)).rejects.toThrow('attachments_external_url_web')
  const [row] = await insert('https://files.example/old.jpg')
  await app.sql('update ticket_messages set attachment_count = 1 where id = $1', [message!.clientId])
  const { data } = await app.gql(
    buyer,
    `query ($id: ID!) { node(id: $id) { ... on Message { attachments { kind url size } } } }`,
    message!,
  )
  expect(data.node.attachments).toEqual([{ kind: 'LINK', url: 'https://files.example/old.jpg', size: 0 }])
  const link = app.app.files.links.make((row as { id: string }).id, 'file', 'old.jpg')
  expect((await fetchFile(app, buyer, link)).status).toBe(404)
})

test('the collection takes what nobody attached within a day, and a crash in between changes nothing', async () => {
  const { pools, blobs, log } = app.app.files
  const old = await upload(app, buyer, Buffer.from('old'))
  const unfinished = await beginUpload(app, buyer, 10)
  const young = await upload(app, buyer, Buffer.from('young'))
  const sent = await upload(app, buyer, Buffer.from('sent'))
  await send(app, buyer, (await openTicket(app, buyer)).id, [sent.id])
  await app.sql(`update attachments set touched_at = now() - interval '25 hours' where id = any ($1)`, [
    [old.id, unfinished.id, sent.id],
  ])
  // The store fails in the middle: the rows stay, marked, and nobody may have the files any more.
  const failing = { ...blobs, remove: async () => Promise.reject(new Error('The disk is away.')) }
  expect(await collect({ pools, blobs: failing, log })).toBe(0)
  const states = () =>
    app.sql<{ id: string; state: string }>('select id, state from attachments where id = any ($1) order by state', [
      [old.id, unfinished.id, young.id, sent.id],
    ])
  expect((await states()).map(({ state }) => state)).toEqual([
    'ready',
    'attached',
    'pending_deletion',
    'pending_deletion',
  ])
  expect((await tus(app, buyer, 'HEAD', unfinished.url)).status).toBe(404)
  expect(kept(old.id).length).toBe(2)
  expect(await collect({ pools, blobs, log })).toBe(2)
  expect((await states()).map(({ state }) => state)).toEqual(['ready', 'attached'])
  expect([kept(old.id), kept(unfinished.id)]).toEqual([[], []])
  expect([kept(young.id).length, kept(sent.id).length]).toEqual([2, 2])
})
