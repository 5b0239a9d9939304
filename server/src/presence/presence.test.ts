import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Client } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { eventually } from '../../test/eventually.ts'
import { checksum } from '../../test/security/checksum.ts'
import { type Feed, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

const PRESENCE = 'subscription ($id: ID!) { presence(ticketId: $id) { user { name } online typing viewing } }'
const TYPE = 'mutation ($input: TypingInput!) { setTyping(input: $input) { ok errors { code } } }'

interface Update {
  name: string
  online: boolean
  typing: boolean
  viewing: boolean
}

/** The time of the nodes' clocks, in milliseconds. It only changes when a test advances it. */
const turned = { here: Date.now(), there: Date.now() }
let here: TestApp, there: TestApp
let mira: Actor, ada: Actor, ben: Actor
let clients: Client[] = []
beforeAll(async () => {
  here = await testApp({ jobs: false, now: () => turned.here })
  there = await testApp({ jobs: false, database: here.database, now: () => turned.there })
  ;[mira, ada, ben] = await Promise.all([
    here.actor('buyer', 'Mira'),
    here.actor('agent', 'Ada'),
    here.actor('agent', 'Ben'),
  ])
  // A message sent before a node listens is only repeated when the clock advances.
  const listening = `select count(*)::int as n from pg_stat_activity
    where application_name = 'parley hints' and datname = current_database() and state = 'idle' and query like 'LISTEN%'`
  await eventually('both nodes listen', async () => (await here.sql<{ n: number }>(listening))[0]!.n === 2)
})
afterEach(async () => {
  for (const client of clients) await client.dispose()
  clients = []
})
afterAll(async () => {
  await there.close()
  await here.close()
})

/** A person views a ticket over a node. */
function look(app: TestApp, actor: Actor, ticketId: string) {
  const client = wsClient(app, actor)
  clients.push(client)
  const feed = subscribe(client, PRESENCE, { id: ticketId })
  return { client, feed, sees: (name: string, what: Partial<Update>) => sees(feed, name, what) }
}

const updateOf = (delivery: any): Update => {
  const { user, ...doings } = delivery.data.presence
  return { name: user.name, ...doings }
}

/** Waits until the feed reports this state of a person; returns everything received until then. */
async function sees(feed: Feed, name: string, what: Partial<Update>): Promise<Update[]> {
  const fits = (update: Update) =>
    update.name === name && Object.entries(what).every(([key, value]) => update[key as keyof Update] === value)
  return (await feed.until((delivery) => fits(updateOf(delivery)))).map(updateOf)
}

const typing = async (app: TestApp, actor: Actor, ticketId: string, more: object = {}) =>
  (await app.gql(actor, TYPE, { input: { ticketId, typing: true, ...more } })).data?.setTyping

test('viewing and typing are published across nodes, first the current state, then changes', async () => {
  const { id } = await openTicket(here, mira)
  const buyer = look(here, mira, id)
  await buyer.sees('Mira', { viewing: true })
  const agent = look(there, ada, id)
  await agent.sees('Mira', { viewing: true, online: true })

  expect(await typing(here, mira, id)).toEqual({ ok: true, errors: [] })
  await agent.sees('Mira', { typing: true })
  await typing(there, mira, id, { typing: false })
  await agent.sees('Mira', { typing: false, viewing: true })

  await buyer.client.dispose()
  const gone = (await agent.sees('Mira', { viewing: false })).at(-1)!
  // She left before any tick counted her as online, so she was only viewing.
  if (!gone.online) return
  // Repeated, since the node may not have noticed yet that her socket is closed.
  const turning = setInterval(() => (turned.here += 10_000), 100)
  await agent.sees('Mira', { online: false }).finally(() => clearInterval(turning))
})

test('two tabs of one person are one presence, until the last one closes', async () => {
  const { id } = await openTicket(here, mira)
  const agent = look(here, ada, id)
  await agent.sees('Ada', { viewing: true })
  const [one, two, elsewhere] = [look(here, mira, id), look(here, mira, id), look(there, mira, id)]
  for (const tab of [one, two, elsewhere]) await tab.sees('Mira', { viewing: true })
  const states = await agent.sees('Mira', { viewing: true })
  expect(states.filter(({ name, viewing }) => name === 'Mira' && viewing)).toHaveLength(1)
  await one.client.dispose()
  await elsewhere.client.dispose()
  // A change that arrives after it, through the same feed.
  await typing(there, mira, id)
  expect((await agent.sees('Mira', { typing: true })).every(({ viewing }) => viewing)).toBe(true)
  await two.client.dispose()
  await agent.sees('Mira', { viewing: false })
})

test('requesters only see when staff type a reply: no viewing, no notes, no other staff', async () => {
  const { id } = await openTicket(here, mira)
  const buyer = look(here, mira, id)
  await buyer.sees('Mira', { viewing: true })
  const agent = look(there, ada, id)
  await agent.sees('Ada', { viewing: true })
  look(there, ben, id)
  await agent.sees('Ben', { viewing: true })

  expect(await typing(there, ben, id, { audience: 'STAFF' })).toEqual({ ok: true, errors: [] })
  await agent.sees('Ben', { typing: true })
  await typing(there, ben, id, { audience: 'STAFF', typing: false })
  await agent.sees('Ben', { typing: false })
  await typing(there, ada, id)
  expect(await buyer.sees('Ada', { typing: true })).toEqual([
    { name: 'Ada', online: true, typing: true, viewing: false },
  ])
  expect((await typing(here, mira, id, { audience: 'STAFF' })).errors).toEqual([{ code: 'FORBIDDEN' }])
})

test('a removed participant receives nothing more and has no presence', async () => {
  const lena = await here.actor('buyer', 'Lena')
  const { id } = await openTicket(here, lena)
  const otto = await here.actor('seller', 'Otto')
  await here.sql('insert into ticket_participants (ticket_id, user_id) values ($1, $2)', [uuidIn(id), otto.id])
  const agent = look(there, ada, id)
  await agent.sees('Ada', { viewing: true })
  const removed = look(here, otto, id)
  await removed.sees('Otto', { viewing: true })
  await agent.sees('Otto', { viewing: true })

  await here.sql('update ticket_participants set left_at = now() where user_id = $1', [otto.id])
  await agent.sees('Otto', { viewing: false })
  await typing(here, lena, id)
  await agent.sees('Lena', { typing: true })
  expect(removed.feed.pending()).toEqual([])
  expect((await typing(here, otto, id)).errors).toEqual([{ code: 'NOT_FOUND' }])
  expect((await look(here, otto, id).feed.next()).errors[0].extensions.code).toBe('NOT_FOUND')
  // Without the removal the same change arrives: the silence is not accidental.
  await here.sql('update ticket_participants set left_at = null where user_id = $1', [otto.id])
  await look(here, otto, id).sees('Lena', { typing: true })
})

test('a hundred typing signals in a row write nothing and are rate-limited', async () => {
  const { id } = await openTicket(here, mira)
  const before = await checksum(here)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => here.gql(ada, TYPE, { input: { ticketId: id, typing: n % 2 === 0 } })),
  )
  const refused = answers.filter(({ errors }) => errors?.[0]?.extensions['code'] === 'RATE_LIMITED')
  expect(refused.length).toBeGreaterThan(70)
  expect(answers.filter(({ data }) => data?.setTyping?.ok).length).toBe(100 - refused.length)
  expect(await checksum(here)).toBe(before)
  await openTicket(here, mira)
  expect(await checksum(here)).not.toBe(before)
})

test('typing that is not renewed ends after six seconds, and not before', async () => {
  const { id } = await openTicket(here, mira)
  const agent = look(here, ada, id)
  await agent.sees('Ada', { viewing: true })
  await typing(here, mira, id)
  await agent.sees('Mira', { typing: true })
  turned.here += 5_000
  await typing(here, ben, id)
  expect((await agent.sees('Ben', { typing: true })).filter(({ name, typing }) => name === 'Mira' && !typing)).toEqual(
    [],
  )
  turned.here += 1_001
  expect((await agent.sees('Mira', { typing: false })).filter(({ name, typing }) => name === 'Ben' && !typing)).toEqual(
    [],
  )
})

test('leases of a dead node expire, and a living node renews its leases', async () => {
  const { id } = await openTicket(here, mira)
  let stopped: number | undefined
  const dying = await testApp({ database: here.database, now: () => stopped ?? Date.now() })
  const agent = look(here, ada, id)
  await agent.sees('Ada', { viewing: true })
  await look(there, ben, id).feed.next()
  await agent.sees('Ben', { viewing: true })
  await look(dying, mira, id).feed.next()
  await agent.sees('Mira', { viewing: true })
  // Its clock stands still: it sends nothing more, not even when closing.
  stopped = Date.now()

  const renewal = await heard(`viewing ${uuidIn(id)} ${ben.id}`)
  turned.here += 14_000
  turned.there += 5_000
  await renewal.passed
  // Messages arrive in order: after this one, the renewal has arrived as well.
  await typing(there, ben, id)
  const until = await agent.sees('Ben', { typing: true })
  turned.here += 1_500
  const after = await agent.sees('Mira', { viewing: false })
  expect([...until, ...after].filter(({ name, viewing }) => name === 'Ben' && !viewing)).toEqual([])
  await dying.close()
})

test('a silent socket stops viewing after fifteen seconds; an active one continues', async () => {
  const { id } = await openTicket(here, mira)
  const otto = await here.actor('agent', 'Otto')
  const agent = look(there, ada, id)
  await agent.sees('Ada', { viewing: true })
  const [silent, talking] = [await rawSocket(here, mira, id), await rawSocket(here, otto, id)]
  await agent.sees('Otto', { viewing: true })
  const renewal = await heard(`viewing ${uuidIn(id)} ${mira.id} r `)
  turned.here += 14_000
  await renewal.passed
  talking.send('{"type":"ping"}')
  await new Promise((resolve) => talking.once('message', resolve))
  turned.here += 6_000
  const states = await agent.sees('Mira', { viewing: false })
  expect(states.filter(({ name, viewing }) => name === 'Otto' && !viewing)).toEqual([])
  for (const socket of [silent, talking]) socket.terminate()
})

/** Listens on PostgreSQL until a message with this text arrives. */
async function heard(text: string): Promise<{ passed: Promise<void> }> {
  const listener = new pg.Client(here.database.superuserUrl)
  await listener.connect()
  await listener.query('listen parley')
  const passed = new Promise<void>((resolve) =>
    listener.on('notification', ({ payload = '' }) => void (payload.includes(text) && resolve())),
  )
  return { passed: passed.finally(() => listener.end()) }
}

/** A subscriber whose machine sleeps: it does not answer pings. */
async function rawSocket(app: TestApp, actor: Actor, ticketId: string): Promise<WebSocket> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { autoPong: false })
  const message = () => new Promise((resolve) => socket.once('message', resolve))
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${actor.token}` } }))
  await message()
  const payload = { query: PRESENCE, variables: { id: ticketId } }
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
  await message()
  return socket
}
