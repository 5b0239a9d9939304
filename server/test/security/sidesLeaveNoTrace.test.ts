import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openShop, openWithShop, type Shop } from '../sides.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, gid, reply, type TestApp, testApp } from '../testApp.ts'
import { afterwards, atDelivery, change, FEED, INBOX, plain, PRESENCE, QUERIES } from './traces.ts'

/**
 * Two tickets between a buyer and a shop have the same history, one with additional messages to one side or to staff. Everything that somebody
 * who may not read them can read of either, through every field of the schema and all feeds, must be the same.
 */

type Audience = 'REQUESTER' | 'SHOP' | 'STAFF'
type Reader = 'buyer' | 'owner' | 'member' | 'agent'

let app: TestApp
let agent: Actor
let colleague: Actor
beforeAll(async () => {
  app = await testApp()
  agent = await app.actor('agent', 'Sofia')
  colleague = await app.actor('admin', 'Ada')
})
afterAll(() => app.close())

test.each<[Audience, Reader]>([
  ['SHOP', 'buyer'],
  ['STAFF', 'buyer'],
  ['REQUESTER', 'owner'],
  ['REQUESTER', 'member'],
  ['STAFF', 'member'],
])('a message to %s leaves no trace for the %s', async (audience, reader) => {
  const [silent, told] = [await silentFor(reader), await live(audience, reader)]
  expect(told.queries).toEqual(silent.queries)
  expect(told.deliveries).toEqual(silent.deliveries)
  expect(told.inbox).toEqual(silent.inbox)
  expect(told.notified).toEqual(silent.notified)
  expect(told.presence).toEqual(silent.presence)
  expect(told.found).toEqual([])
  expect(JSON.stringify(told.raw)).not.toContain('SECRET')
})

test.each<[Audience, Reader]>([
  ['SHOP', 'member'],
  ['REQUESTER', 'buyer'],
  ['SHOP', 'agent'],
])('control: the comparison finds a message to %s for the %s', async (audience, reader) => {
  const [silent, told] = [await silentFor(reader), await live(audience, reader)]
  expect(told.queries).not.toEqual(silent.queries)
  expect(told.deliveries).not.toEqual(silent.deliveries)
  expect(told.presence).not.toEqual(silent.presence)
  expect(told.found).not.toEqual([])
})

/** What a reader sees without such messages, which is the same for all of them. */
const silentLives: Partial<Record<Reader, ReturnType<typeof live>>> = {}
const silentFor = (reader: Reader) => (silentLives[reader] ??= live(null, reader))

// The list of all shops is the same for everyone, and grows with each of these histories.
const ASKED = QUERIES.filter((query) => !query.startsWith('query { sellers'))
const SEARCH = '{ search(query: "secret") { edges { node { excerpt } } } }'

/** A ticket's history, and everything that `as` sees of it. */
async function live(audience: Audience | null, as: Reader) {
  const buyer = await app.actor('buyer', 'Mira')
  const shop = await openShop(app)
  const id = await openWithShop(app, buyer, shop, 'SHOP')
  const reader = { buyer, owner: shop.owner, member: shop.member, agent }[as]
  const { data } = await app.gql(reader, `query ($id: ID!) { ticket(id: $id) { cursor } tickets { cursor } }`, { id })
  const client = wsClient(app, reader)
  const ticketFeed = subscribe(client, FEED, { id, after: data.ticket.cursor })
  const inboxFeed = subscribe(client, INBOX, { after: data.tickets.cursor })
  const notified = subscribe(client, 'subscription { notificationAdded { kind count actor { name } ticket { id } } }')
  const presence = subscribe(client, PRESENCE, { id })
  const clients = await watch(id, shop, buyer, reader)
  const raw: unknown[] = []
  const look = async () => {
    const queries = await Promise.all(ASKED.map((query) => app.gql(reader, query, query.includes('$id') ? { id } : {})))
    raw.push(queries)
    expect(queries.flatMap(({ errors }) => errors ?? [])).toEqual([])
    return queries.map((query) => plain(query.data ?? query.errors))
  }
  // Read markers are visible to everyone: both tickets have the same ones.
  const everyoneReads = async () => {
    for (const who of [buyer, shop.owner, shop.member, agent, colleague])
      if (who !== reader) await change(app, who, 'markRead', 'MarkReadInput', { ticketId: id, seq: 1_000 })
  }
  const tell = (body: string) => audience && secretly(id, audience, body, { buyer, shop })
  const seen = []
  await everyoneReads()
  await tell('one')
  seen.push(await look())
  await reply(app, shop.owner, id, 'Which lamp is it?')
  await everyoneReads()
  await tell('two')
  seen.push(await look())
  await reply(app, agent, id, 'We are here to help.')
  await change(app, agent, 'setPriority', 'SetPriorityInput', { ticketId: id, priority: 'HIGH' })
  await everyoneReads()
  await tell('three')
  await change(app, agent, 'setStatus', 'SetStatusInput', { ticketId: id, status: 'RESOLVED' })
  await everyoneReads()
  await tell('four')
  seen.push(await look())
  await reply(app, agent, id, 'THE END')

  const ends = (delivery: unknown) => JSON.stringify(delivery).includes('THE END')
  const deliveries = await ticketFeed.until(ends)
  await change(app, colleague, 'setTyping', 'TypingInput', { ticketId: id, typing: true })
  const here = await presence.until(
    ({ data }) => data.presence.user.id === gid('User', colleague.id) && data.presence.typing,
  )
  const inbox = await inboxFeed.until(ends)
  const { data: search } = await app.gql(reader, SEARCH)
  raw.push(notified.pending(), deliveries, inbox)
  await Promise.all([client, ...clients].map(async (one) => one.dispose()))
  return {
    raw,
    queries: seen,
    found: search.search.edges.map(({ node }: any) => node.excerpt),
    deliveries: deliveries.map((delivery) => afterwards(delivery.data)),
    inbox: atDelivery(inbox.at(-1).data),
    notified: [...new Set(notified.pending().map(({ data }) => String(data.notificationAdded.kind)))].toSorted(),
    presence: here
      .map(({ data }) => data.presence)
      .filter(({ typing }) => typing)
      .map(({ user }) => user.role),
  }
}

/** Everybody but the reader watches the ticket, so that their typing is published. */
async function watch(id: string, shop: Shop, buyer: Actor, reader: Actor) {
  const others = [buyer, shop.owner, agent, colleague].filter((who) => who !== reader)
  const clients = others.map((who) => wsClient(app, who))
  await Promise.all(clients.map((client) => subscribe(client, PRESENCE, { id }).next()))
  return clients
}

/** What staff and those who may write it do with messages to one audience. */
async function secretly(id: string, audience: Audience, body: string, { buyer, shop }: { buyer: Actor; shop: Shop }) {
  const side = { REQUESTER: buyer, SHOP: shop.owner, STAFF: colleague }[audience]
  for (const who of [agent, side])
    for (const typing of [true, false])
      await change(app, who, 'setTyping', 'TypingInput', { ticketId: id, typing, audience })
  const sent = await reply(app, agent, id, `SECRET ${body}`, { audience })
  expect(sent.errors).toEqual([])
  expect((await reply(app, side, id, `SECRET answer to ${body}`, { audience })).errors).toEqual([])
  await change(app, agent, 'editMessage', 'EditMessageInput', {
    messageId: sent.message!.id,
    body: `SECRET ${body}, edited`,
  })
  const more = await reply(app, agent, id, `SECRET, deleted ${body}`, { audience })
  await change(app, colleague, 'deleteMessage', 'DeleteMessageInput', { messageId: more.message!.id })
  const sendAt = new Date(Date.now() + 24 * 3_600_000).toISOString()
  expect(
    (await reply(app, side, id, `SECRET later ${body}`, { audience, sendAt, clientId: randomUUID() })).errors,
  ).toEqual([])
}
