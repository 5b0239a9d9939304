import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../eventually.ts'
import { eventStream } from '../sse.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'

const FOLLOW = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) {
  ... on TicketEvent { cursor entry { seq ... on MessageEntry { message { body } } } ticket { status } } ... on FeedReset { reason } } }`

let app: TestApp
let buyer: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent] = await Promise.all([app.actor('buyer'), app.actor('agent')])
})
afterAll(() => app.close())

test('server-sent events deliver the same as the WebSocket: missed events, then new ones', async () => {
  const ticket = await openTicket(app, buyer)
  for (let n = 0; n < 120; n++) await reply(app, agent, ticket.id, `missed ${n}`)
  const variables = { id: ticket.id, after: ticket.cursor }
  const client = wsClient(app, buyer)
  const socket = subscribe(client, FOLLOW, variables)
  const stream = await eventStream(app.url, buyer, FOLLOW, variables)
  await eventually(
    'the missed events are delivered',
    () => stream.results.length,
    (length) => length === 120,
  )
  await Promise.all(Array.from({ length: 30 }, (_, n) => reply(app, agent, ticket.id, `live ${n}`)))
  await eventually(
    'the rest is delivered',
    () => stream.results.length + socket.pending().length,
    (length) => length === 300,
  )
  expect(stream.results).toEqual(socket.pending())
  stream.stop()
  await client.dispose()
  await eventually(
    'there are no subscribers',
    () => app.app.stats(),
    ({ members, groups }) => members + groups === 0,
  )
})

test('an invalid cursor is reported, and the stream completes', async () => {
  const ticket = await openTicket(app, buyer)
  const stream = await eventStream(app.url, buyer, FOLLOW, { id: ticket.id, after: 'not a cursor' })
  await eventually('it completes', () => stream.completed)
  expect(stream.results).toEqual([{ data: { ticketEvents: { reason: 'MALFORMED_CURSOR' } } }])
})
