import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { participants } from '../../test/asking.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let buyer: Actor, friend: Actor, agent: Actor, admin: Actor
let id: string
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer', 'Mira')
  friend = await app.actor('buyer', 'Frida')
  agent = await app.actor('agent', 'Sofia')
  admin = await app.actor('admin', 'Ruth')
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ id } = await openTicket(app, buyer))
})

const say = async (who: Actor, body: string, audience = 'PARTICIPANTS') =>
  (await reply(app, who, id, body, { audience })).message!.id
const quote = (who: Actor, quotedMessageId: string, input: object = {}) =>
  mutate(
    app,
    who,
    'reply',
    { ticketId: id, clientId: randomUUID(), body: 'This one', quotedMessageId, ...input },
    'message { id quoted { id body deletedAt author { name } } }',
  )
const quotedBy = async (who: Actor, message: string) =>
  (await app.gql(who, `query ($id: ID!) { node(id: $id) { ... on Message { quoted { body } } } }`, { id: message }))
    .data.node.quoted
const join = (fromStart: boolean) =>
  participants(app, agent, 'addParticipant', { ticketId: id, userId: gid('User', friend.id), fromStart })

test('a reply quotes a message of its ticket, as it is now', async () => {
  const question = await say(buyer, 'Blue or green?')
  const { message } = await quote(agent, question)
  expect(message.quoted).toEqual({
    id: question,
    body: 'Blue or green?',
    deletedAt: null,
    author: { name: 'Mira' },
  })
  await mutate(app, buyer, 'editMessage', { messageId: question, body: 'Blue or red?' })
  expect(await quotedBy(buyer, message.id)).toEqual({ body: 'Blue or red?' })
  await mutate(app, admin, 'deleteMessage', { messageId: question })
  expect(await quotedBy(buyer, message.id)).toEqual({ body: null })
  // Who wrote it while it was there sends it all the same.
  expect(codes(await quote(agent, question))).toEqual([])
})

test('a message quotes only what all of its readers can see', async () => {
  const [public_, own, note] = [
    await say(buyer, 'For all'),
    await say(buyer, 'For us', 'REQUESTER'),
    await say(agent, 'SECRET', 'STAFF'),
  ]
  expect(codes(await quote(agent, public_, { audience: 'STAFF' }))).toEqual([])
  expect(codes(await quote(agent, own, { audience: 'STAFF' }))).toEqual([])
  expect(codes(await quote(agent, note, { audience: 'STAFF' }))).toEqual([])
  expect(codes(await quote(buyer, public_, { audience: 'REQUESTER' }))).toEqual([])
  expect(codes(await quote(buyer, own, { audience: 'REQUESTER' }))).toEqual([])
  expect(codes(await quote(buyer, own))).toEqual(['FORBIDDEN'])
  expect(codes(await quote(agent, note))).toEqual(['FORBIDDEN'])
  expect(codes(await quote(agent, note, { audience: 'REQUESTER' }))).toEqual(['FORBIDDEN'])
  // Nobody learns of a note by trying to quote it.
  const unknown = await quote(buyer, gid('Message', randomUUID()))
  expect(await quote(buyer, note)).toEqual(unknown)
  expect(codes(unknown)).toEqual(['NOT_FOUND'])
})

test('what was written before somebody joined without the history cannot be quoted to them', async () => {
  const before = await say(buyer, 'Before')
  await join(false)
  const since = await say(buyer, 'Since')
  expect(codes(await quote(agent, before))).toEqual(['FORBIDDEN'])
  expect(codes(await quote(buyer, before))).toEqual(['FORBIDDEN'])
  expect(codes(await quote(agent, before, { audience: 'STAFF' }))).toEqual([])
  const { message } = await quote(agent, since)
  expect(await quotedBy(friend, message.id)).toEqual({ body: 'Since' })
})

test('what was written before somebody joined with the history can be quoted', async () => {
  const before = await say(buyer, 'Before')
  await join(true)
  const { message } = await quote(agent, before)
  expect(await quotedBy(friend, message.id)).toEqual({ body: 'Before' })
})

test('somebody who is admitted while a quote waits for the ticket is a reader', async () => {
  const before = await say(buyer, 'Before')
  const admitted = (data: string) => `
    select from support_tickets where id = '${uuidIn(id)}' for update;
    insert into ticket_events (ticket_id, kind, data) values ('${uuidIn(id)}', 'participant_added', '{"userId": "${friend.id}"${data}}')`
  expect(codes(await whileLocked(app, admitted(''), () => quote(agent, before)))).toEqual(['FORBIDDEN'])
  // The control: the same wait for somebody who sees everything.
  const later = await say(buyer, 'Later')
  expect(codes(await whileLocked(app, admitted(', "fromStart": true'), () => quote(agent, later)))).toEqual([])
})

test('a quote of another ticket is rejected, and so is one that is sent later', async () => {
  const other = await openTicket(app, buyer)
  const { message } = await reply(app, buyer, other.id, 'Elsewhere')
  expect(codes(await quote(buyer, message!.id))).toEqual(['NOT_FOUND'])
  const mine = await say(buyer, 'Here')
  const sendAt = new Date(Date.now() + 3_600_000).toISOString()
  expect(codes(await quote(buyer, mine, { sendAt }))).toEqual(['VALIDATION'])
})

test('a retry returns the message that was sent, even if it could not quote any more, and another quote is a conflict', async () => {
  const [before, other] = [await say(buyer, 'Before'), await say(buyer, 'Other')]
  const clientId = randomUUID()
  const { message } = await quote(buyer, before, { clientId })
  expect((await quote(buyer, before, { clientId })).message.id).toBe(message.id)
  expect(codes(await quote(buyer, other, { clientId }))).toEqual(['IDEMPOTENCY_CONFLICT'])
  await join(false)
  expect((await quote(buyer, before, { clientId })).message.id).toBe(message.id)
})

test('the database rejects a quote that not all readers can see', async () => {
  const [note, public_] = [await say(agent, 'SECRET', 'STAFF'), await say(buyer, 'For all')]
  const insert = (quoted: string) =>
    app.sql(
      `insert into ticket_messages (id, ticket_id, sender_type, body, quoted_message_id) values ($1, $2, 'agent', 'x', $3)`,
      [randomUUID(), uuidIn(id), uuidIn(quoted)],
    )
  await expect(insert(note)).rejects.toThrow('Not all readers can see the quoted message.')
  await insert(public_)
})
