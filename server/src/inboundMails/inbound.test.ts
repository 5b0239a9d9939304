import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { SendMailOptions } from 'nodemailer'
import {
  AUTOMATIC_MAILS,
  allProcessed,
  DOMAIN,
  FAILED,
  followTicket,
  PASSED,
  TOKEN,
  VARIABLES,
  postMail,
  processedMail,
  readMessages,
  replyAddress,
  sendMail,
  settings,
} from '../../test/inboundMails.ts'
import { type Actor, openTicket, type TestApp, testApp } from '../../test/testApp.ts'
import { fetchFile } from '../../test/uploads.ts'
import { collectOrphans } from '../attachments/collect.ts'
import { openMailParser } from './mailParser.ts'
import { receiveMail } from './receiveMail.ts'

let app: TestApp
let buyer: Actor, other: Actor, agent: Actor, admin: Actor

beforeAll(async () => {
  app = await testApp({ variables: VARIABLES })
  buyer = await app.actor('buyer', 'Bea')
  other = await app.actor('buyer', 'Otto')
  agent = await app.actor('agent', 'Ann')
  admin = await app.actor('admin', 'Ada')
})
afterAll(() => app.close())

const mail = (options: SendMailOptions, port = app.app.smtpPort!) => sendMail(options, port)
const post = (raw: string | Buffer, headers?: Record<string, string>) => postMail(app, TOKEN, raw, headers)
const processed = (subject: string) => processedMail(app, subject)
const settled = () => allProcessed(app)
const messagesOf = (who: Actor, id: string) => readMessages(app, who, id)

test('a reply by email appears live on the screen of the other, as its sender, without quotes and signature, with its files', async () => {
  const ticket = await openTicket(app, buyer, 'A lamp')
  const feed = await followTicket(app, agent, ticket.id)
  await mail({
    from: `"Bea" <${buyer.email}>`,
    to: replyAddress(ticket.id, buyer).toUpperCase(),
    subject: 'Re: A lamp',
    text: `It works now, thank you!\n\n-- \nBea\n\nOn Mon, 1 Jun 2026 at 10:00, Parley <desk@desk.test> wrote:\n> Did you try\n> another bulb?\n`,
    attachments: [
      { filename: 'Foto größer.txt', content: 'a photo' },
      { filename: 'winmail.dat', content: Buffer.from([0x78, 0x9f, 0x3e, 0x22]), contentType: 'application/ms-tnef' },
    ],
  })
  const frame = await feed.next()
  expect(JSON.stringify(frame)).toContain('It works now, thank you!')
  await feed.close()
  const [, message] = await messagesOf(buyer, ticket.id)
  expect(message).toMatchObject({
    body: 'It works now, thank you!',
    senderRole: 'BUYER',
    audience: 'PARTICIPANTS',
    viaEmail: true,
    originalMailUrl: null,
  })
  expect(message.attachments.map(({ fileName }: any) => fileName)).toEqual(['Foto größer.txt', 'winmail.dat'])
  expect((await fetchFile(app, buyer, message.attachments[0].url)).bytes.toString()).toBe('a photo')

  // Only staff can read the original.
  const seen = (await messagesOf(agent, ticket.id))[1]
  const original = await fetchFile(app, agent, seen.originalMailUrl)
  expect(original.bytes.toString()).toContain('another bulb?')
  expect(original.headers.get('content-disposition')).toMatch(/^attachment/)
  expect([
    (await fetchFile(app, buyer, seen.originalMailUrl)).status,
    (await fetchFile(app, null, seen.originalMailUrl)).status,
  ]).toEqual([404, 401])
  await app.gql(admin, `mutation ($id: ID!) { deleteMessage(input: { messageId: $id }) { errors { code } } }`, {
    id: seen.id,
  })
  expect((await fetchFile(app, admin, seen.originalMailUrl)).status).toBe(404)
})

test('an agent answers by email only if the receiving server has verified them', async () => {
  const ticket = await openTicket(app, buyer, 'A chair')
  const to = replyAddress(ticket.id, agent)
  await mail({ from: agent.email, to, subject: 'Verified', text: 'Yes, we ship it.', headers: PASSED })
  await mail({ from: agent.email, to, subject: 'Not verified', text: 'Forged.' })
  expect(await processed('Verified')).toMatchObject({ state: 'accepted', reason: null })
  expect(await processed('Not verified')).toMatchObject({ state: 'rejected', reason: 'staff_not_verified' })
  const bodies = (await messagesOf(buyer, ticket.id)).map(({ body, senderRole }) => [senderRole, body])
  expect(bodies.slice(1)).toEqual([['AGENT', 'Yes, we ship it.']])
})

test('a forged sender is rejected, and a stranger with the reply address reaches only staff', async () => {
  const ticket = await openTicket(app, buyer, 'A table')
  const to = replyAddress(ticket.id, buyer)
  await mail({ from: buyer.email, to, subject: 'Forged', text: 'Forged.', headers: FAILED })
  await mail({ from: other.email, to, subject: 'Stranger', text: 'From my other address.', headers: PASSED })
  expect(await processed('Forged')).toMatchObject({ state: 'rejected', reason: 'authentication_failed' })
  expect(await processed('Stranger')).toMatchObject({ state: 'accepted', reason: 'unknown_address' })
  expect((await messagesOf(buyer, ticket.id)).map(({ body }) => body)).toEqual(['It does not light up.'])
  const [, note] = await messagesOf(agent, ticket.id)
  expect(note).toMatchObject({ audience: 'STAFF', senderRole: null, author: null, viaEmail: true })
  expect(note.body).toBe(`Reply from an unknown address (${other.email}):\n\nFrom my other address.`)
})

test('the SMTP listener refuses unknown recipients, and accepts mail for others only once it is stored', async () => {
  const ticket = await openTicket(app, buyer)
  const right = replyAddress(ticket.id, buyer)
  const forged = right.replace(/[0-9a-f]@/, (end) => (end === '0@' ? '1@' : '0@'))
  const stranger = replyAddress(ticket.id, other)
  for (const to of [forged, stranger, `nobody@${DOMAIN}`, 'someone@elsewhere.test', `reply+@${DOMAIN}`])
    await expect(mail({ from: buyer.email, to, text: 'x' })).rejects.toMatchObject({ responseCode: 550 })
  const big = { from: buyer.email, to: right, subject: 'Big', attachments: [{ content: Buffer.alloc(27e6) }] }
  await expect(mail(big)).rejects.toMatchObject({ responseCode: 552 })
  await app.sql('alter table inbound_mails rename to hidden_mails')
  try {
    await expect(mail({ from: buyer.email, to: right, text: 'x' })).rejects.toMatchObject({ responseCode: 451 })
  } finally {
    await app.sql('alter table hidden_mails rename to inbound_mails')
  }
})

test('a mail to the desk opens a ticket for a known or a new buyer, and their next mail continues it', async () => {
  const email = `new.${randomUUID().slice(0, 8)}@shopper.test`
  const to = `support@${DOMAIN}`
  const first = await mail({
    from: `"Nora Neu" <${email}>`,
    to,
    subject: 'Wo ist mein Paket?',
    text: 'Hallo!\n> Zitat',
    headers: { 'Content-Language': 'nl, de-AT' },
  })
  const { message_id: id } = await processed('Wo ist mein Paket?')
  const [ticket] = await app.sql<{ id: string; body: string; name: string; role: string; verified: boolean }>(
    `select t.id, m.body, u.name, u.role, u.email_verified as verified from ticket_messages m
     join support_tickets t on t.id = m.ticket_id join users u on u.id = t.requester_id where m.id = $1 and u.email = $2`,
    [id, email],
  )
  // There are no earlier messages, so nothing is a quote.
  expect(ticket).toMatchObject({ body: 'Hallo!\n> Zitat', name: 'Nora Neu', role: 'buyer', verified: false })
  await mail({ from: email, to, subject: 'Re: Wo ist mein Paket?', text: 'Noch etwas.', inReplyTo: first })
  const next = await processed('Re: Wo ist mein Paket?')
  expect(await app.sql('select ticket_id as id from ticket_messages where id = $1', [next.message_id])).toEqual([
    { id: ticket!.id },
  ])
  // What a mail lacks is said in its sender's language, which the first mail has told.
  await mail({ from: email, to, subject: 'Leer', text: '', inReplyTo: first })
  const empty = await processed('Leer')
  expect(await app.sql('select body from ticket_messages where id = $1', [empty.message_id])).toEqual([
    { body: 'Diese E-Mail hat keinen Text.' },
  ])
  // A reference to it by another person creates a separate ticket.
  await mail({ from: other.email, to, subject: 'Mine', text: 'Hello', inReplyTo: first })
  const mine = await processed('Mine')
  const [own] = await app.sql<{ requester: string; same: boolean }>(
    'select t.requester_id requester, t.id = $2 same from ticket_messages m join support_tickets t on t.id = m.ticket_id where m.id = $1',
    [mine.message_id, ticket!.id],
  )
  expect(own).toEqual({ requester: other.id, same: false })
})

test('a header cannot make the sender staff, an invited or a disabled person', async () => {
  const to = `support@${DOMAIN}`
  await mail({ from: admin.email, to, subject: 'As admin', text: 'x' })
  expect(await processed('As admin')).toMatchObject({ state: 'rejected', reason: 'staff_not_verified' })
  const email = `invited.${randomUUID().slice(0, 8)}@shopper.test`
  await app.gql(admin, `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { errors { code } } }`, {
    input: { email, name: 'Ina', role: 'AGENT' },
  })
  await mail({ from: email, to, subject: 'As invited', text: 'x' })
  expect(await processed('As invited')).toMatchObject({ state: 'rejected', reason: 'invited' })
  const gone = await app.actor('buyer', 'Gone')
  await app.sql('update users set disabled_at = now() where id = $1', [gone.id])
  await mail({ from: gone.email, to, subject: 'As disabled', text: 'x' })
  expect(await processed('As disabled')).toMatchObject({ state: 'rejected', reason: 'disabled' })
})

test.each(AUTOMATIC_MAILS)('%s becomes no message and is recorded as %s', async (what, reason, headers) => {
  await mail({ from: other.email, to: `support@${DOMAIN}`, subject: what, text: 'x', headers })
  expect(await processed(what)).toMatchObject({ state: 'ignored', reason, message_id: null })
})

test('a bounce becomes no message, whether its envelope or its content says so', async () => {
  const to = `support@${DOMAIN}`
  await mail({ envelope: { from: '', to }, from: other.email, to, subject: 'No return path', text: 'x' })
  expect(await processed('No return path')).toMatchObject({ state: 'ignored', reason: 'bounce' })
  await post(
    `From: ${other.email}\nTo: ${to}\nSubject: Report\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b--\n`,
  )
  expect(await processed('Report')).toMatchObject({ state: 'ignored', reason: 'bounce' })
})

test('a mail that is delivered twice, through different channels, becomes one message', async () => {
  const ticket = await openTicket(app, buyer)
  const to = replyAddress(ticket.id, buyer)
  const messageId = `<${randomUUID()}@shopper.test>`
  const options = { from: buyer.email, to, subject: 'Twice', text: 'Only once.', messageId }
  const raw = `From: ${buyer.email}\r\nTo: ${to}\r\nSubject: Twice\r\nMessage-ID: ${messageId}\r\n\r\nOnly once.\r\n`
  await Promise.all([mail(options), mail(options), post(raw), post(raw)])
  await mail(options)
  const count = async () => {
    await settled()
    return (await messagesOf(buyer, ticket.id)).filter(({ body }) => body === 'Only once.').length
  }
  expect(await count()).toBe(1)
  expect(await app.sql(`select from inbound_mails where subject = 'Twice'`)).toHaveLength(1)
  // Control: without the unique digest the next delivery is stored again; the id derived from the mail still makes it one message.
  await app.sql(`update inbound_mails set digest = sha256('another') where subject = 'Twice'`)
  await mail(options)
  expect(await count()).toBe(1)
  expect(await app.sql(`select from inbound_mails where subject = 'Twice'`)).toHaveLength(2)
})

test('a job that is killed before it has recorded its outcome, and runs again, writes one message', async () => {
  const ticket = await openTicket(app, buyer)
  const attachments = [{ filename: 'a.txt', content: 'a' }]
  await mail({ from: buyer.email, to: replyAddress(ticket.id, buyer), subject: 'Killed', text: 'Once.', attachments })
  const { id } = await processed('Killed')
  const parser = openMailParser()
  const again = async (inbound = settings) => {
    await app.sql(`update inbound_mails set state = 'received', message_id = null where id = $1`, [id])
    const run = () => receiveMail({ files: app.app.files, inbound, parser, answerInvitation: async () => false }, id)
    await Promise.all([run(), run()])
    return (await messagesOf(buyer, ticket.id)).filter(({ body }) => body === 'Once.').length
  }
  expect(await again()).toBe(1)
  expect((await processed('Killed')).message_id).not.toBeNull()
  // Control: with random ids, each run writes one.
  expect(await again({ ...settings, messageIdOf: () => randomUUID() })).toBe(3)
  await parser.close()
})

test('two runs of the job of a new mail at the same time write one message', async () => {
  const ticket = await openTicket(app, buyer)
  const idle = await testApp({
    database: app.database,
    jobs: false,
    variables: { ...VARIABLES, DATA_DIR: app.dataDir },
  })
  await app.sql(`create function lose() returns trigger language plpgsql as 'begin return null; end';
    create trigger lose before insert on graphile_worker._private_jobs for each row execute function lose()`)
  const attachments = [{ filename: 'a.txt', content: 'a' }]
  const to = replyAddress(ticket.id, buyer)
  await mail({ from: buyer.email, to, subject: 'At once', text: 'Once.', attachments }, idle.app.smtpPort!)
  await app.sql('drop function lose() cascade')
  const [row] = await app.sql<{ id: string }>(`select id from inbound_mails where state = 'received'`)
  const parser = openMailParser()
  const run = () =>
    receiveMail({ files: idle.app.files, inbound: settings, parser, answerInvitation: async () => false }, row!.id)
  await Promise.all([run(), run(), run()])
  expect((await messagesOf(buyer, ticket.id)).filter(({ body }) => body === 'Once.')).toHaveLength(1)
  expect(await processed('At once')).toMatchObject({ state: 'accepted' })
  await parser.close()
  await idle.close()
})

test('the webhook accepts only raw mails sent with its token', async () => {
  const raw = `From: ${buyer.email}\nTo: support@${DOMAIN}\nSubject: By webhook\n\nHello`
  const refusals = [
    await post(raw, { Authorization: 'Bearer another-token-of-someone' }),
    await post(raw, { 'Content-Type': 'application/json' }),
    await post(Buffer.alloc(36 * 1024 * 1024)),
    await fetch(`${app.url}/api/mail/inbound`),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([401, 415, 413, 405])
  expect((await post(raw)).status).toBe(200)
  expect(await processed('By webhook')).toMatchObject({ state: 'accepted' })
})

test('a mail of 30 MB becomes a message with its file', async () => {
  const content = Buffer.alloc(22_000_000, 'parley ')
  const encoded = content.toString('base64').replace(/.{76}/g, '$&\r\n')
  const { status } = await post(
    `From: ${buyer.email}\r\nTo: support@${DOMAIN}\r\nSubject: Large\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`,
  )
  expect(status).toBe(200)
  const { message_id: id } = await processed('Large')
  expect(await app.sql('select size::int from attachments where message_id = $1', [id])).toEqual([{ size: 22_000_000 }])
})

test('admins see what was rejected and why, and the original is not collected as an orphan', async () => {
  await collectOrphans(app.app.files, Date.now() + 86_400_000)
  const query = `query { inboundMails(states: [REJECTED, IGNORED], first: 100) { edges { node { sender subject reason state originalUrl } } } }`
  const { data } = await app.gql(admin, query)
  expect(data.inboundMails.edges.map(({ node }: any) => node)).toContainEqual(
    expect.objectContaining({
      sender: buyer.email,
      subject: 'Forged',
      reason: 'AUTHENTICATION_FAILED',
      state: 'REJECTED',
    }),
  )
  const url = data.inboundMails.edges.find(({ node }: any) => node.subject === 'Forged').node.originalUrl
  expect([(await fetchFile(app, admin, url)).status, (await fetchFile(app, agent, url)).status]).toEqual([200, 404])
  expect((await app.gql(agent, query)).data.inboundMails).toBeNull()
})
