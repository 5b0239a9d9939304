import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type GraphQLObjectType } from 'graphql'
import { schema } from '../../src/schema.ts'
import { eventually } from '../eventually.ts'
import { settled, subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'

const AGENTS = 4
const EACH = 50
const follow = (fields: string) =>
  `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent { cursor entry { seq } ticket { subject ${fields} } } } }`

let app: TestApp
let buyer: Actor, other: Actor
let agents: Actor[]
// The number of resolutions of `Ticket.subject`: one for each execution of the documents above.
let executions = 0
beforeAll(async () => {
  const subject = (schema.getType('Ticket') as GraphQLObjectType).getFields()['subject']!
  const resolve = subject.resolve!
  subject.resolve = (...args) => {
    executions++
    return resolve(...args)
  }
  app = await testApp()
  ;[buyer, other] = await Promise.all([app.actor('buyer'), app.actor('buyer')])
  agents = await Promise.all(Array.from({ length: AGENTS }, () => app.actor('agent')))
})
beforeEach(() => void (executions = 0))
afterAll(() => app.close())

/** Subscribes people to a ticket, each this many times. */
async function followAll(actors: Actor[], times: number, query: string, id: string) {
  await settled(app)
  const clients = actors.map((actor) => wsClient(app, actor))
  const feeds = clients.flatMap((client) => Array.from({ length: times }, () => subscribe(client, query, { id })))
  await eventually(
    'all follow',
    () => app.app.stats().members,
    (members) => members === feeds.length,
  )
  const stop = async () => {
    for (const client of clients) await client.dispose()
    await eventually(
      'there are no subscribers',
      () => app.app.stats(),
      ({ members, groups }) => members + groups === 0,
    )
  }
  return { feeds, stop }
}

test('200 subscriptions of four agents to the same document are one group: one execution for each event', async () => {
  const ticket = await openTicket(app, buyer)
  const { feeds, stop } = await followAll(agents, EACH, follow('lastSeq'), ticket.id)
  expect(app.app.stats()).toEqual({ members: 200, groups: 1 })
  for (let n = 0; n < 10; n++) await reply(app, buyer, ticket.id, `message ${n}`)
  for (const feed of feeds) {
    const steps = await feed.until(({ data }) => data.ticketEvents.entry.seq === 11)
    expect(steps.length).toBe(10)
  }
  expect(executions).toBe(10)
  await stop()
})

test('a field that depends on the viewer makes a group for each agent, with their own values', async () => {
  const ticket = await openTicket(app, buyer)
  const input = { ticketId: ticket.id, starred: true }
  await app.gql(agents[0]!, 'mutation ($input: StarInput!) { star(input: $input) { errors { code } } }', { input })
  const { feeds, stop } = await followAll(agents, 2, follow('isStarred unreadCount'), ticket.id)
  expect(app.app.stats()).toEqual({ members: 2 * AGENTS, groups: AGENTS })
  await reply(app, agents[1]!, ticket.id, 'I am on it.')
  const seen = await Promise.all(feeds.map(async (feed) => (await feed.next()).data.ticketEvents.ticket))
  expect(seen.map(({ isStarred }) => isStarred)).toEqual([true, true, false, false, false, false, false, false])
  expect(seen.map(({ unreadCount }) => unreadCount)).toEqual([2, 2, 0, 0, 2, 2, 2, 2])
  expect(executions).toBe(AGENTS)
  await stop()
})

test('requesters only share with themselves', async () => {
  const ticket = await openTicket(app, buyer)
  const query = 'subscription { inboxEvents { ... on InboxUpdate { tickets { id subject } } } }'
  const { feeds, stop } = await followAll([buyer, other, agents[0]!], 2, query, ticket.id)
  expect(app.app.stats()).toEqual({ members: 6, groups: 3 })
  await reply(app, agents[0]!, ticket.id, 'Hello')
  for (const feed of [feeds[0]!, feeds[1]!, feeds[4]!, feeds[5]!]) await feed.next()
  expect([...feeds[2]!.pending(), ...feeds[3]!.pending()]).toEqual([])
  await stop()
})

test('a variable that is both a cursor and something else is part of the key', async () => {
  const ticket = await openTicket(app, buyer)
  const query = `subscription ($id: ID!, $after: Cursor, $page: String) { ticketEvents(ticketId: $id, after: $after) {
    ... on TicketEvent { ticket { timeline(first: 1, after: $page) { edges { cursor node { seq } } } } } } }`
  const { data } = await app.gql(
    agents[0]!,
    'query ($id: ID!) { ticket(id: $id) { timeline(first: 1) { pageInfo { endCursor } } } }',
    { id: ticket.id },
  )
  const client = wsClient(app, agents[0]!)
  const first = subscribe(client, query, { id: ticket.id })
  const second = subscribe(client, query, { id: ticket.id, page: data.ticket.timeline.pageInfo.endCursor })
  await eventually('both follow', () => app.app.stats().groups === 2)
  await reply(app, buyer, ticket.id, 'Hello')
  const seqs = await Promise.all(
    [first, second].map(async (feed) => (await feed.next()).data.ticketEvents.ticket.timeline.edges[0].node.seq),
  )
  expect(seqs).toEqual([1, 2])
  await client.dispose()
})
