import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Actor, gid, openTicket, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, sendBytes, upload } from '../../test/uploads.ts'

let app: TestApp
let buyer: Actor
let stranger: Actor
let agent: Actor
beforeAll(async () => {
  app = await testApp({ log: (await import('../platform/log.ts')).createLog({ level: 'warn', pretty: true }) })
  ;[buyer, stranger, agent] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('buyer', 'Otto'),
    await app.actor('agent'),
  ]
})
afterAll(() => app.close())

const REPLY = `mutation ($input: ReplyInput!) { reply(input: $input) {
  message { id body attachments { id fileName contentType kind size url thumbnailUrl width height } } errors { code path } } }`

async function send(who: Actor, ticketId: string, attachmentIds: string[], more: object = {}) {
  const { data, errors } = await app.gql(who, REPLY, {
    input: { ticketId, clientId: randomUUID(), body: '', attachmentIds, ...more },
  })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.reply as { message: any; errors: { code: string; path: string[] }[] }
}

const get = (who: Actor | null, url: string, headers: Record<string, string> = {}) =>
  fetch(app.url + url, { headers: { ...(who && { Authorization: `Bearer ${who.token}` }), ...headers } })

test('a file is uploaded, sent with an empty message, and had by those who may read it', async () => {
  const ticket = await openTicket(app, buyer)
  const bytes = randomBytes(100_000)
  const { attachmentId } = await upload(app, buyer, bytes, { filename: 'lamp.dat', filetype: 'image/png' })
  const { message, errors } = await send(buyer, ticket.id, [attachmentId])
  expect(errors).toEqual([])
  expect(message.attachments).toMatchObject([
    { id: attachmentId, fileName: 'lamp.dat', contentType: 'application/octet-stream', kind: 'FILE', size: 100_000 },
  ])
  const { url } = message.attachments[0]
  for (const who of [buyer, agent]) {
    const response = await get(who, url)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="lamp.dat"/)
  }
  expect((await get(stranger, url)).status).toBe(404)
  expect((await get(null, url)).status).toBe(401)
  const [row] = await app.sql<{ sha256: Buffer }>('select sha256 from attachments where message_id is not null')
  expect(row!.sha256).toEqual(createHash('sha256').update(bytes).digest())
})
