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

/** What the nodes' clocks show, in milliseconds. They stand still but for being turned, and are never turned back. */
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
  // What is said before a node listens is said again only when the clock goes on.
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

/** Somebody looks at a ticket by a node. */
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

/** Waits until the feed tells that this person does this; returns everything it told until then. */
async function sees(feed: Feed, name: string, what: Partial<Update>): Promise<Update[]> {
  const fits = (update: Update) =>
    update.name === name && Object.entries(what).every(([key, value]) => update[key as keyof Update] === value)
  return (await feed.until((delivery) => fits(updateOf(delivery)))).map(updateOf)
}

const typing = async (app: TestApp, actor: Actor, ticketId: string, more: object = {}) =>
  (await app.gql(actor, TYPE, { input: { ticketId, typing: true, ...more } })).data?.setTyping

test('who looks and who types is told across nodes, first what is, then what changes', async () => {
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
  // Gone before any tick has counted her among those who are here, she was never more than looking.
  if (!gone.online) return
  // Again and again, since the node may not have noticed yet that her socket is gone.
  const turning = setInterval(() => (turned.here += 10_000), 100)
  await agent.sees('Mira', { online: false }).finally(() => clearInterval(turning))
})

test('two tabs of one person are one presence, until the last one closes', async () => {
  const { id } = await openTicket(here, mira)
  const agent = look(here, ada, id)
  await agent.sees('Ada', { viewing: true })
  const [one, two, elsewhere] = [look(here, mira, id), look(here, mira, id), look(there, mira, id)]
  for (const tab of [one, two, elsewhere]) await tab.sees('Mira', { viewing: true })
  const told = await agent.sees('Mira', { viewing: true })
  expect(told.filter(({ name, viewing }) => name === 'Mira' && viewing)).toHaveLength(1)
  await one.client.dispose()
  await elsewhere.client.dispose()
  // Something that is heard after it, by the same way.
  await typing(there, mira, id)
  expect((await agent.sees('Mira', { typing: true })).every(({ viewing }) => viewing)).toBe(true)
  await two.client.dispose()
  await agent.sees('Mira', { viewing: false })
})

test('requesters hear of staff only that they type a reply: no looking, no note, no other staff', async () => {
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

test('who is removed hears nothing more, and stands in the room no longer', async () => {
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
  // The same without the removal is heard: the silence is no accident.
  await here.sql('update ticket_participants set left_at = null where user_id = $1', [otto.id])
  await look(here, otto, id).sees('Lena', { typing: true })
})

test('a hundred typing signals in a row write nothing, and are too many', async () => {
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

test('typing that is not said again ends after six seconds, and not before', async () => {
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

test('a node that dies lets its leases run out, and one that lives renews them', async () => {
  const { id } = await openTicket(here, mira)
  let stopped: number | undefined
  const dying = await testApp({ database: here.database, now: () => stopped ?? Date.now() })
  const agent = look(here, ada, id)
  await agent.sees('Ada', { viewing: true })
  await look(there, ben, id).feed.next()
  await agent.sees('Ben', { viewing: true })
  await look(dying, mira, id).feed.next()
  await agent.sees('Mira', { viewing: true })
  // Its clock stands still: it says nothing any more, goodbye least of all.
  stopped = Date.now()

  const renewal = await heard(`viewing ${uuidIn(id)} ${ben.id}`)
  turned.here += 14_000
  turned.there += 5_000
  await renewal.passed
  // Words are heard in order: after this one the renewal has been heard as well.
  await typing(there, ben, id)
  const until = await agent.sees('Ben', { typing: true })
  turned.here += 1_500
  const after = await agent.sees('Mira', { viewing: false })
  expect([...until, ...after].filter(({ name, viewing }) => name === 'Ben' && !viewing)).toEqual([])
  await dying.close()
})

test('a socket without a sign of life looks at nothing after fifteen seconds; one that talks goes on', async () => {
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
  const told = await agent.sees('Mira', { viewing: false })
  expect(told.filter(({ name, viewing }) => name === 'Otto' && !viewing)).toEqual([])
  for (const socket of [silent, talking]) socket.terminate()
})

/** Listens beside the nodes until a message with this text passes. */
async function heard(text: string): Promise<{ passed: Promise<void> }> {
  const listener = new pg.Client(here.database.superuserUrl)
  await listener.connect()
  await listener.query('listen parley')
  const passed = new Promise<void>((resolve) =>
    listener.on('notification', ({ payload = '' }) => void (payload.includes(text) && resolve())),
  )
  return { passed: passed.finally(() => listener.end()) }
}

/** A subscriber whose machine sleeps: it answers no ping by itself. */
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
