import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Client } from 'graphql-ws'
import { eventually } from '../eventually.ts'
import { eventStream } from '../sse.ts'
import { type Feed, subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'

const SOCKETS = 25
const PER_FEED = 25
const PER_PERSON = 100

let app: TestApp, unlimited: TestApp
let mira: Actor, otto: Actor
let ticketId: string
const clients: Client[] = []
beforeAll(async () => {
  app = await testApp({ jobs: false })
  unlimited = await testApp({ jobs: false, limited: false, database: app.database })
})
beforeEach(async () => {
  ;[mira, otto] = [await app.actor('buyer', 'Mira'), await app.actor('buyer', 'Otto')]
  ticketId = (await openTicket(app, mira)).id
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose()
  await eventually('nothing is followed', () => app.app.stats().members + unlimited.app.stats().members === 0)
})
afterAll(async () => {
  await unlimited.app.close()
  await app.close()
})

const socket = (of: TestApp, who: Actor): Client => {
  const client = wsClient(of, who)
  clients.push(client)
  return client
}
/** A unique document: its alias differs from all others. */
const events = (n: number) =>
  `subscription ($id: ID!) { ticketEvents(ticketId: $id) { ... on TicketEvent { a${n}: cursor } } }`
const inbox = (n: number) => `subscription { inboxEvents { ... on InboxUpdate { a${n}: cursor } } }`
const follow = (client: Client, query: string, id = ticketId): Feed =>
  subscribe(client, query, { id }, { followed: true })
const FOLLOWED = { data: null, extensions: { followed: true } }
/** Whether a subscription is accepted, or the code with which it was rejected. */
const outcomes = async (feeds: Feed[]) =>
  Promise.all(
    feeds.map(async (feed) => {
      const first = await feed.next()
      return first.errors?.[0]?.extensions.code ?? (first.extensions?.followed ? 'followed' : first)
    }),
  )
const count = (codes: string[], code: string) => codes.filter((one) => one === code).length

test('of too many sockets of one person the oldest is closed with 4430, and the newest works; others keep theirs', async () => {
  const others = follow(socket(app, otto), inbox(0))
  expect(await others.next()).toEqual(FOLLOWED)
  const feeds: Feed[] = []
  for (let n = 0; n < SOCKETS; n++) {
    feeds.push(follow(socket(app, mira), events(0)))
    expect(await feeds[n]!.next()).toEqual(FOLLOWED)
  }
  const newest = follow(socket(app, mira), events(0))
  expect(await newest.next()).toEqual(FOLLOWED)
  await expect(feeds[0]!.next()).rejects.toMatchObject({ code: 4430 })
  await reply(app, mira, ticketId, 'To all of mine')
  for (const feed of [...feeds.slice(1), newest]) expect((await feed.next()).data.ticketEvents.a0).toBeTruthy()
  await eventually('the others are subscribed', () => app.app.stats().members === SOCKETS + 1)
})

test('a closed socket no longer counts', async () => {
  const all = Array.from({ length: SOCKETS }, () => socket(app, mira))
  const feeds = all.map((client) => follow(client, events(0)))
  await outcomes(feeds)
  await all[7]!.dispose()
  await eventually('it has gone', () => app.app.stats().members === SOCKETS - 1)
  await outcomes([follow(socket(app, mira), events(0))])
  expect(feeds[0]!.pending()).toEqual([])
  await reply(app, mira, ticketId, 'Still there')
  expect((await feeds[0]!.next()).data.ticketEvents.a0).toBeTruthy()
})

test('one person’s different subscriptions of one feed are limited across sockets, and the same ones are not', async () => {
  const [one, two] = [socket(app, mira), socket(app, mira)]
  const feeds = Array.from({ length: 40 }, (_, n) => follow(n % 2 ? one : two, events(n)))
  const codes = await outcomes(feeds)
  expect([count(codes, 'followed'), count(codes, 'RATE_LIMITED')]).toEqual([PER_FEED, 40 - PER_FEED])
  expect(app.app.stats().groups).toBe(PER_FEED)
  const known = codes.indexOf('followed')
  expect(await outcomes([follow(two, events(known)), follow(one, inbox(0))])).toEqual(['followed', 'followed'])
  // Another person is counted separately.
  const { id } = await openTicket(app, otto)
  expect(await outcomes([follow(socket(app, otto), events(90), id)])).toEqual(['followed'])
  for (const feed of feeds) feed.stop()
  await eventually('they are gone', () => app.app.stats().groups === 3)
  expect(await outcomes([follow(one, events(99))])).toEqual(['followed'])
})

test('and those of all feeds together are limited', async () => {
  const tickets = await Promise.all(Array.from({ length: 6 }, () => openTicket(app, mira)))
  const client = [socket(app, mira), socket(app, mira)]
  const feeds = tickets.flatMap(({ id }, ticket) =>
    Array.from({ length: 20 }, (_, n) => follow(client[ticket % 2]!, events(n), id)),
  )
  const codes = await outcomes(feeds)
  expect([count(codes, 'followed'), count(codes, 'RATE_LIMITED')]).toEqual([PER_PERSON, 20])
})

test('each stream of server-sent events counts', async () => {
  const streams = []
  for (let n = 0; n <= PER_FEED; n++)
    streams.push(await eventStream(app.url, mira, events(0), { id: ticketId }, { followed: true }))
  for (const [n, stream] of streams.entries()) {
    await eventually('it has answered', () => stream.results.length > 0)
    const code = stream.results[0].errors?.[0].extensions.code
    expect([n, code]).toEqual([n, n < PER_FEED ? undefined : 'RATE_LIMITED'])
  }
  for (const stream of streams) stream.stop()
})

test('control: without limits, every different document is read and executed for every event', async () => {
  const sockets = Array.from({ length: 2 }, () => socket(unlimited, mira))
  const feeds = sockets.flatMap((client, s) => Array.from({ length: 60 }, (_, n) => follow(client, events(s * 60 + n))))
  expect(count(await outcomes(feeds), 'followed')).toBe(120)
  expect(unlimited.app.stats().groups).toBe(120)
})
