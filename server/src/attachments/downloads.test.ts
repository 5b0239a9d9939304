import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { eventually } from '../../test/eventually.ts'
import { type Actor, openTicket, reply, testApp, type TestApp } from '../../test/testApp.ts'
import { fetchFile, send, upload } from '../../test/uploads.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { silentLog } from '../platform/log.ts'
import { fileLinks } from './links.ts'

const HOUR_MS = 3_600_000
/** The first bytes of a video. */
const WEBM = Buffer.from(
  '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
  'hex',
)

let app: TestApp
let buyer: Actor
let agent: Actor
let admin: Actor
let clock = Date.now()
beforeAll(async () => {
  const variables = { FILE_MAX_BYTES: '1000000', FILES_PER_MESSAGE: '3', FILE_DAY_BYTES: '4000000' }
  app = await testApp({ variables, now: () => clock })
  buyer = await app.actor('buyer', 'Mira')
  agent = await app.actor('agent')
  admin = await app.actor('admin')
})
afterAll(() => app.close())

const kept = (id: string) => readdirSync(path.join(app.dataDir, 'files')).filter((name) => name.startsWith(id))

test('downloads support ranges and revalidation', async () => {
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

test('a link expires after about an hour, cannot be forged, and is not valid for another file', async () => {
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

test('a person who loses access to a message loses its files immediately; files of notes were never accessible', async () => {
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

test('a deleted message has no files in the API, by links or on disk', async () => {
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
    'its bytes are deleted',
    () => kept(one.id),
    (names) => names.length === 0,
  )
  // A late retry is still recognised, although the files are gone.
  expect((await send(app, buyer, ticket.id, [one.id], { clientId })).errors).toEqual([])
  await app.gql(
    admin,
    `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { errors { code } } }`,
    ticket,
  )
  expect((await fetchFile(app, buyer, second.attachments[0].url)).status).toBe(404)
  await eventually(
    'all bytes are deleted',
    () => kept(two.id),
    (names) => names.length === 0,
  )
  await eventually(
    'the rows are deleted',
    () => app.sql('select from attachments where id in ($1, $2)', [one.id, two.id]),
    (rows) => rows.length === 0,
  )
})

test('live frames contain files, for staff who share one frame and for the requester', async () => {
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

test('a video’s poster comes from its uploader’s browser and is encoded again', async () => {
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

test('after sending, the uploader can only change a video’s poster, for an hour, enforced by the database', async () => {
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
    await expect(as(buyer, `preview = 'ready', ${change}`, film)).rejects.toThrow('Sent files cannot be changed')
  expect(await as(buyer, `preview = 'ready'`, text)).toHaveLength(0)
  await app.sql(`update attachments set created_at = now() - interval '61 minutes' where id = $1`, [film.id])
  expect(await as(buyer, `preview = 'ready'`, film)).toHaveLength(0)
  expect((await put(buyer)).status).toBe(409)
  await pools.close()
})

test('a file known only by its old address is a link, limited to web addresses', async () => {
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
