import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { silentLog } from '../../src/platform/log.ts'
import type { Feed as LiveFeed } from '../../src/live/feed.ts'
import { Hub } from '../../src/live/hub.ts'
import { eventually } from '../eventually.ts'
import { type Feed, subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'

const WRITERS = 16
const FOLLOW = `subscription ($filter: TicketFilter, $after: Cursor) { inboxEvents(filter: $filter, after: $after) {
  ... on InboxUpdate { cursor removedIds tickets { id lastSeq } } } }`

let app: TestApp
let buyer: Actor, other: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, other, agent] = await Promise.all([app.actor('buyer'), app.actor('buyer'), app.actor('agent')])
})
afterAll(() => app.close())

/** The latest state of each ticket, according to the deliveries so far. */
function statesOf(feed: Feed): Map<string, number> {
  return new Map(
    feed.pending().flatMap(({ data }) => data.inboxEvents.tickets.map((t: any) => [t.id, t.lastSeq] as const)),
  )
}

async function followInbox(actor: Actor, filter = {}) {
  const { data } = await app.gql(actor, '{ tickets { cursor } }')
  const client = wsClient(app, actor)
  return { client, feed: subscribe(client, FOLLOW, { filter, after: data.tickets.cursor }) }
}

const uuidOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1]!
const APPEND = `insert into ticket_events (ticket_id, kind, data) values ($1, 'notes_changed', '{}') returning id::int`

test('16 writers whose transactions overlap lose nothing in the inbox; by id alone, events are lost', async () => {
  const tickets = await Promise.all(Array.from({ length: WRITERS }, () => openTicket(app, buyer)))
  const { client, feed } = await followInbox(agent)
  let writing = true
  // Control: a reader that only stores the highest id it has seen.
  const seen = new Set<number>()
  const control = async () => {
    for (let last = 0, again = true; again;) {
      again = writing
      const rows = await app.sql<{ id: number }>('select id::int from ticket_events where id > $1 order by id', [last])
      for (const { id } of rows) seen.add((last = id))
    }
  }
  const write = async ({ id }: { id: string }) => {
    const session = new pg.Client(app.database.superuserUrl)
    await session.connect()
    for (let n = 0; n < 12; n++) {
      await session.query('begin')
      await session.query(APPEND, [uuidOf(id)])
      await session.query('select pg_sleep(random() * 0.02)')
      await session.query('commit')
    }
    await session.end()
  }
  const controlled = control()
  await Promise.all(tickets.map(write))
  writing = false
  await controlled
  await eventually(
    'the inbox delivers every event',
    () => tickets.map(({ id }) => statesOf(feed).get(id)),
    (seqs) => seqs.every((seq) => seq === 13),
  )
  const all = await app.sql<{ id: number }>('select id::int from ticket_events')
  expect(all.filter(({ id }) => !seen.has(id)).length).toBeGreaterThan(0)
  await client.dispose()
})

test('an event whose transaction stays open while later ones commit is delivered once it commits', async () => {
  const [early, late] = [await openTicket(app, buyer), await openTicket(app, buyer)]
  const { client, feed } = await followInbox(agent)
  const session = new pg.Client(app.database.superuserUrl)
  await session.connect()
  await session.query('begin')
  await session.query(APPEND, [uuidOf(early.id)])
  await reply(app, agent, late.id, 'Meanwhile')
  await session.query('commit')
  await session.end()
  await eventually(
    'both are delivered',
    () => [statesOf(feed).get(early.id), statesOf(feed).get(late.id)],
    ([a, b]) => a === 2 && b === 2,
  )
  await client.dispose()
})

test('a ticket that leaves the filter is named as removed, and comes back when it matches again', async () => {
  const ticket = await openTicket(app, buyer)
  const { client, feed } = await followInbox(agent, { status: ['OPEN'] })
  const set = (status: string) =>
    app.gql(agent, 'mutation ($input: SetStatusInput!) { setStatus(input: $input) { errors { code } } }', {
      input: { ticketId: ticket.id, status },
    })
  await set('RESOLVED')
  expect((await feed.next()).data.inboxEvents).toMatchObject({ tickets: [], removedIds: [ticket.id] })
  await set('OPEN')
  expect((await feed.next()).data.inboxEvents).toMatchObject({ tickets: [{ id: ticket.id }], removedIds: [] })
  await client.dispose()
})

test('a filter by the viewer’s own stars is their own, although colleagues use the same filter', async () => {
  const ticket = await openTicket(app, buyer)
  const colleague = await app.actor('agent')
  const input = { ticketId: ticket.id, starred: true }
  await app.gql(agent, 'mutation ($input: StarInput!) { star(input: $input) { errors { code } } }', { input })
  const [mine, theirs] = await Promise.all([agent, colleague].map((actor) => followInbox(actor, { starred: true })))
  await reply(app, buyer, ticket.id, 'Hello?')
  expect((await mine!.feed.next()).data.inboxEvents.tickets).toMatchObject([{ id: ticket.id }])
  expect((await theirs!.feed.next()).data.inboxEvents.removedIds).toEqual([ticket.id])
  await Promise.all([mine!.client.dispose(), theirs!.client.dispose()])
})

test('the last delivery of a burst in one ticket is how it ended', async () => {
  const ticket = await openTicket(app, buyer)
  const { client, feed } = await followInbox(agent)
  await Promise.all(Array.from({ length: 60 }, (_, n) => reply(app, buyer, ticket.id, `message ${n}`)))
  await eventually(
    'the last state is delivered',
    () => statesOf(feed).get(ticket.id),
    (seq) => seq === 61,
  )
  await client.dispose()
})

test("a requester's inbox delivers only their own tickets", async () => {
  const [mine, foreign] = [await openTicket(app, buyer), await openTicket(app, other)]
  const { client, feed } = await followInbox(buyer)
  await reply(app, agent, foreign.id, 'Not for you')
  await reply(app, agent, mine.id, 'For you')
  const first = (await feed.next()).data.inboxEvents
  expect(first.tickets.map((t: any) => t.id)).toEqual([mine.id])
  expect(first.removedIds).toEqual([])
  await client.dispose()
})

test('inboxes of one person each are not even read for tickets that do not concern them', async () => {
  const hub = new Hub(silentLog)
  let reads: string[] = []
  const followAs = (userId: string, role: 'buyer' | 'agent') => {
    const feed = {
      topic: 'inbox',
      alsoTopic: 'lost',
      name: `inbox:${role === 'agent' ? 'staff' : userId}`,
      intervalMs: 0,
      isBehind: () => false,
    } as unknown as LiveFeed
    const produce = async () => {
      reads.push(userId)
      return { frames: [], more: false, held: false }
    }
    const sink = { ready: () => true, send: () => {}, end: () => {} }
    const connection = {
      userId,
      role,
      signIn: { kind: 'token', id: userId, expiresAt: null },
      close: () => {},
    } as const
    return hub.follow({ feed, position: '0', groupKey: userId, userId, produce, sink, connection })
  }
  followAs('mira', 'buyer')
  followAs('otto', 'buyer')
  followAs('noah', 'agent')
  followAs('ada', 'agent')
  await eventually('all have read what was there', () => reads.length === 4)
  const readers = async (wake: () => void, count: number) => {
    reads = []
    wake()
    await eventually(`${count} read`, () => reads.length === count)
    return reads
  }
  const concerned = (allStaff: boolean) => () => hub.wakeOwnInboxes({ userIds: new Set(['otto', 'ada']), allStaff })
  expect(await readers(concerned(false), 2)).toEqual(['otto', 'ada'])
  expect(await readers(concerned(true), 3)).toEqual(['otto', 'noah', 'ada'])
  expect(await readers(() => hub.wakeOwnInboxes(null), 4)).toEqual(['mira', 'otto', 'noah', 'ada'])
  expect(await readers(() => hub.wake(new Set(['lost'])), 4)).toEqual(['mira', 'otto', 'noah', 'ada'])
  hub.wake(new Set(['inbox']))
  expect(await readers(concerned(false), 2)).toEqual(['otto', 'ada'])
  hub.close()
})
