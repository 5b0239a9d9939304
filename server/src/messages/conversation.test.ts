import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

const FOLLOW = `subscription ($id: ID!, $after: Cursor) {
  ticketEvents(ticketId: $id, after: $after) {
    ... on TicketEvent { cursor entry { seq __typename ... on MessageEntry { message { body audience author { name } } } } changedMessage { body } ticket { lastSeq status } }
    ... on FeedReset { reason }
  }
}`

let app: TestApp
let buyer: Actor, stranger: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, stranger, agent] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('buyer', 'Otto'),
    app.actor('agent', 'Sofia'),
  ])
})
afterAll(() => app.close())

test('a buyer writes, an agent replies, and both receive the messages live', async () => {
  const ticket = await openTicket(app, buyer)
  expect(ticket.number).toMatch(/^TC-\d{4}$/)
  const buyers = wsClient(app, buyer)
  const agents = wsClient(app, agent)
  const toBuyer = subscribe(buyers, FOLLOW, { id: ticket.id, after: ticket.cursor })
  const toAgent = subscribe(agents, FOLLOW, { id: ticket.id })
  await reply(app, agent, ticket.id, 'Which lamp is it?')
  const heard = await toBuyer.next()
  expect(heard.data.ticketEvents.entry).toMatchObject({
    seq: 2,
    message: { body: 'Which lamp is it?', author: { name: 'Sofia' } },
  })
  await reply(app, buyer, ticket.id, 'The green one.')
  const [last] = (await toAgent.until((d) => d.data.ticketEvents.entry?.message?.body === 'The green one.')).slice(-1)
  expect(last.data.ticketEvents.entry.seq).toBe(3)
  await Promise.all([buyers.dispose(), agents.dispose()])
})

test('an internal note reaches staff and is invisible to the buyer', async () => {
  const ticket = await openTicket(app, buyer)
  const client = wsClient(app, buyer)
  const toBuyer = subscribe(client, FOLLOW, { id: ticket.id, after: ticket.cursor })
  await reply(app, agent, ticket.id, 'He has called three times.', { audience: 'STAFF' })
  await reply(app, agent, ticket.id, 'Good morning!')
  const first = await toBuyer.next()
  expect(first.data.ticketEvents.entry).toMatchObject({ seq: 2, message: { body: 'Good morning!' } })
  expect(first.data.ticketEvents.ticket.lastSeq).toBe(2)
  const seen = await app.gql(
    agent,
    `query ($id: ID!) { ticket(id: $id) { lastSeq timeline(first: 10) { edges { node { seq } } } } }`,
    { id: ticket.id },
  )
  expect(seen.data.ticket.lastSeq).toBe(3)
  await client.dispose()
})

test("another buyer's ticket is not visible", async () => {
  const ticket = await openTicket(app, buyer)
  const seen = await app.gql(stranger, `query ($id: ID!) { ticket(id: $id) { subject } node(id: $id) { id } }`, {
    id: ticket.id,
  })
  expect(seen.data).toEqual({ ticket: null, node: null })
  expect((await reply(app, stranger, ticket.id, 'Let me in')).errors[0]!.code).toBe('NOT_FOUND')
  const client = wsClient(app, stranger)
  const delivery = await subscribe(client, FOLLOW, { id: ticket.id }).next()
  expect(delivery.errors[0].extensions.code).toBe('NOT_FOUND')
  await client.dispose()
})

test('50 concurrent sends of one id create one message and get the same response', async () => {
  const ticket = await openTicket(app, buyer)
  const clientId = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => reply(app, buyer, ticket.id, 'Once.', { clientId })),
  )
  expect(new Set(answers.map((answer) => answer.message?.id)).size).toBe(1)
  expect(answers.flatMap((answer) => answer.errors)).toEqual([])
  const [row] = await app.sql<{ n: number }>('select count(*)::int as n from ticket_messages where id = $1', [clientId])
  expect(row!.n).toBe(1)
  const other = await reply(app, buyer, ticket.id, 'Something else.', { clientId })
  expect(other.errors[0]!.code).toBe('IDEMPOTENCY_CONFLICT')
})

test('staff and requesters see who on the other side has read their messages', async () => {
  const ticket = await openTicket(app, buyer)
  const read = async (who: Actor, seq: number) =>
    app.gql(
      who,
      `mutation ($input: MarkReadInput!) { markRead(input: $input) { ticket { unreadCount } errors { code } } }`,
      { input: { ticketId: ticket.id, seq } },
    )
  const readers = async (who: Actor) => {
    const { data } = await app.gql(who, `query ($id: ID!) { ticket(id: $id) { lastMessage { readBy { name } } } }`, {
      id: ticket.id,
    })
    return data.ticket.lastMessage.readBy.map(({ name }: { name: string }) => name)
  }
  expect(await readers(buyer)).toEqual([])
  expect((await read(agent, 1)).data.markRead.ticket.unreadCount).toBe(0)
  expect(await readers(buyer)).toEqual(['Sofia'])
  await reply(app, agent, ticket.id, 'Not for him.', { audience: 'STAFF' })
  await reply(app, agent, ticket.id, 'I see.')
  expect(await readers(agent)).toEqual([])
  await read(buyer, 2)
  expect(await readers(agent)).toEqual(['Mira'])
})

test('a message is stored exactly as typed, and rejected if it has no visible characters', async () => {
  const ticket = await openTicket(app, buyer)
  const typed = '\n  3~5 days,\t*100*1# \r\n\u202Ecafe\u0301 \u00A0\n'
  const send = (body: string) =>
    app.gql(
      buyer,
      `mutation ($input: ReplyInput!) { reply(input: $input) { message { id body } errors { code message path } } }`,
      { input: { ticketId: ticket.id, body, clientId: randomUUID() } },
    )
  const { message } = (await send(typed)).data.reply
  expect(message.body).toBe(typed)
  const problem = { code: 'VALIDATION', message: 'The text has no visible characters.', path: ['input', 'body'] }
  for (const body of ['\u200B', '\u2800 \u3164', '\u00AD\uFE0F']) {
    expect((await send(body)).data.reply.errors).toEqual([problem])
    const edited = await app.gql(
      buyer,
      `mutation ($input: EditMessageInput!) { editMessage(input: $input) { errors { code message path } } }`,
      { input: { messageId: message.id, body } },
    )
    expect(edited.data.editMessage.errors).toEqual([problem])
  }
})
