import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { type Actor, gid, openTicket, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, fetchFile, send, sendBytes, tus, upload } from '../../test/uploads.ts'
import { withClient } from '../platform/database/connect.ts'
import { createPerson } from '../viewer/people.ts'
import { collect } from './collect.ts'

let app: TestApp
let buyer: Actor
let other: Actor
let agent: Actor
let admin: Actor
beforeAll(async () => {
  const variables = { FILE_MAX_BYTES: '1000000', FILES_PER_MESSAGE: '3', FILE_DAY_BYTES: '4000000' }
  app = await testApp({ variables })
  buyer = await app.actor('buyer', 'Mira')
  other = await app.actor('buyer', 'Otto')
  agent = await app.actor('agent')
  admin = await app.actor('admin')
})
afterAll(() => app.close())

const codeOf = async (response: Response) => ((await response.json()) as any).errors[0].extensions.code as string
const kept = (id: string) => readdirSync(path.join(app.dataDir, 'files')).filter((name) => name.startsWith(id))

test('a file is uploaded, sent with an empty message, and available to readers of the message', async () => {
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

test('a new ticket accepts files with its first message, and lists all its files, newest first', async () => {
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
  // None of the rejected messages has taken the other file.
  expect(await code([another.attachmentId])).toBeUndefined()
})

test('of two messages that race for one file, one gets it and the other is rejected without a trace', async () => {
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

test('unfinished, foreign, deleted, too many or invalid uploads are rejected before anything is written', async () => {
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

test('an upload is only accessible to its uploader, on every path', async () => {
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
  // Its link is valid, but the upload is not complete yet.
  const link = app.app.files.links.make(id, 'file', 'x')
  expect((await fetchFile(app, buyer, link)).status).toBe(404)
  await sendBytes(app, buyer, url, Buffer.from('0123456789'))
  expect((await fetchFile(app, buyer, link)).bytes.toString()).toBe('0123456789')
  for (const who of [other, agent, admin]) expect((await fetchFile(app, who, link)).status).toBe(404)
})

test('a page of another origin cannot use the cookie, and the desk’s own can', async () => {
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

test('limits can be read before uploading, and are enforced: per file, per day, and for empty files', async () => {
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
  // Five concurrent uploads where four fit: exactly four are accepted.
  const five = await Promise.all(Array.from({ length: 5 }, () => begin(1_000_000)))
  expect(five.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 413])
  expect(await codeOf(five.find(({ status }) => status === 413)!)).toBe('DAY_LIMIT')
  expect((await limits()).usedTodayBytes).toBe(4e6)
  // Of unknown length: stopped when it exceeds the limit.
  const recorder = await app.actor('buyer')
  const { url } = await beginUpload(app, recorder, undefined)
  expect((await sendBytes(app, recorder, url, randomBytes(900_000))).status).toBe(204)
  const over = await sendBytes(app, recorder, url, randomBytes(200_000), 900_000)
  expect([over.status, await codeOf(over)]).toEqual([413, 'FILE_TOO_LARGE'])
  const nothing = await beginUpload(app, recorder, undefined)
  const none = await sendBytes(app, recorder, nothing.url, Buffer.alloc(0), 0, { 'Upload-Length': '0' })
  expect([none.status, await codeOf(none)]).toEqual([400, 'VALIDATION'])
})

test('an upload whose last response was lost is found finished', async () => {
  const ticket = await openTicket(app, buyer)
  const { url, id, attachmentId } = await upload(app, buyer, Buffer.from('whole'))
  // The state left by a server that stopped between the last byte and the next step.
  await app.sql(`update attachments set state = 'uploading', sha256 = null where id = $1`, [id])
  expect((await send(app, buyer, ticket.id, [attachmentId])).errors[0]!.code).toBe('VALIDATION')
  expect((await tus(app, buyer, 'HEAD', url)).headers.get('attachment-id')).toBe(attachmentId)
  expect((await send(app, buyer, ticket.id, [attachmentId])).errors).toEqual([])
})

test('a PDF’s first page and its pages come from its uploader’s browser; for other types, page counts are not trusted', async () => {
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

test('the collection removes uploads that were not attached within a day, also after a crash', async () => {
  const { pools, blobs, log } = app.app.files
  const old = await upload(app, buyer, Buffer.from('old'))
  const unfinished = await beginUpload(app, buyer, 10)
  const young = await upload(app, buyer, Buffer.from('young'))
  const sent = await upload(app, buyer, Buffer.from('sent'))
  await send(app, buyer, (await openTicket(app, buyer)).id, [sent.id])
  await app.sql(`update attachments set touched_at = now() - interval '25 hours' where id = any ($1)`, [
    [old.id, unfinished.id, sent.id],
  ])
  // The store fails half-way: the rows stay marked, and the files are no longer accessible.
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
  // Another run is deleting one of the rows: it is not waited for. Two runs that waited for each other's rows would deadlock.
  await withClient(app.database.superuserUrl, 'parley test', async (client) => {
    await client.query('begin')
    await client.query('delete from attachments where id = $1', [old.id])
    expect(await collect({ pools, blobs, log })).toBe(1)
    await client.query('rollback')
  })
  expect(await collect({ pools, blobs, log })).toBe(1)
  expect((await states()).map(({ state }) => state)).toEqual(['ready', 'attached'])
  expect([kept(old.id), kept(unfinished.id)]).toEqual([[], []])
  expect([kept(young.id).length, kept(sent.id).length]).toEqual([2, 2])
})
