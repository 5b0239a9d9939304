import { afterEach, expect, test } from '@jest/globals'
import { withClient } from '../../src/platform/database/connect.ts'
import { testCluster } from '../database.ts'
import { eventually } from '../eventually.ts'
import { follow } from '../follower.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'
import { cursorOf } from './cutConversation.ts'
import { talker } from './talker.ts'

const FOLLOW = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) {
  ... on TicketEvent { cursor entry { seq ... on MessageEntry { message { body } } } } } }`
const FOLLOW_INBOX = `subscription { inboxEvents { ... on InboxUpdate { tickets { id lastSeq } } } }`
const TERMINATE =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name'

let app: TestApp
let buyer: Actor, agent: Actor
const open = async (options?: { hints: boolean }) => {
  app = await testApp(options)
  ;[buyer, agent] = await Promise.all([app.actor('buyer'), app.actor('agent')])
}
afterEach(() => app.close())

test('without hints, messages arrive by polling', async () => {
  await open({ hints: false })
  const ticket = await openTicket(app, buyer)
  const [buyers, agents] = [wsClient(app, buyer), wsClient(app, agent)]
  const toAgent = subscribe(agents, FOLLOW, { id: ticket.id })
  const inboxes = [subscribe(buyers, FOLLOW_INBOX), subscribe(agents, FOLLOW_INBOX)]
  await eventually('all three are followed', () => app.app.stats().members === 3)
  for (const body of ['one', 'two', 'three']) {
    await reply(app, buyer, ticket.id, body)
    const { data } = await toAgent.next()
    expect(data.ticketEvents.entry.message.body).toBe(body)
    const { data: list } = await app.gql(agent, `{ tickets { edges { node { id lastSeq } } } }`)
    const { id, lastSeq } = list.tickets.edges[0].node
    for (const inbox of inboxes)
      await inbox.until((d) => d.data.inboxEvents.tickets.some((t: any) => t.id === id && t.lastSeq === lastSeq))
  }
  await Promise.all([buyers.dispose(), agents.dispose()])
})

test('a killed listener reconnects, and nothing is lost', async () => {
  await open()
  const ticket = await openTicket(app, buyer)
  const one = talker(app.url, buyer, ticket)
  let killed = 0
  const talking = one.talk(() => killed === 10)
  while (killed < 10) {
    const listening = () => app.sql(`${TERMINATE} = 'parley hints'`).then((rows) => rows.length > 0)
    await eventually('the listener is connected', listening)
    killed++
  }
  await talking
  await expectOnce(one.follower.log.length, ticket.id)
  await one.follower.stop()
})

test('when its sessions with PostgreSQL are killed, the desk answers or reports it, and recovers', async () => {
  await open()
  const ticket = await openTicket(app, buyer)
  const staffTicket = { id: ticket.id, cursor: await cursorOf(app, agent, ticket.id) }
  const talkers = [talker(app.url, buyer, ticket), talker(app.url, agent, staffTicket)]
  let killed = 0
  // A writer accepts only success and SERVICE_UNAVAILABLE: all other responses reject.
  const talking = Promise.all(talkers.map((one) => one.talk(() => killed === 20)))
  const acknowledged = () => talkers.reduce((sum, one) => sum + one.acknowledged.size, 0)
  while (killed < 20) {
    const before = acknowledged()
    await app.sql(`${TERMINATE} ~ '^parley (staff|requester|auth)$'`)
    await Promise.race([talking, eventually('people talk on', acknowledged, (now) => now > before + 2)])
    killed++
  }
  await talking
  const [{ n }] = (await app.sql<{ n: number }>('select max(seq)::int as n from ticket_events')) as [{ n: number }]
  for (const { follower } of talkers) {
    await follower.count(n - 1)
    await expectOnce(follower.log.length, ticket.id)
    expect(follower.log.map(({ seq }) => seq)).toEqual(follower.log.map((_, index) => index + 2))
    await follower.stop()
  }
})

test('without PostgreSQL the desk reports it, lets clients reconnect, and continues afterwards', async () => {
  await open()
  const ticket = await openTicket(app, buyer)
  const before = follow(app.url, buyer, ticket)
  await reply(app, agent, ticket.id, 'before')
  await before.count(1)
  const allow = (connections: boolean) =>
    withClient(testCluster().superuserUrl, 'parley test', async (client) => {
      const name = new URL(app.database.ownerUrl).pathname.slice(1)
      await client.query(`alter database ${name} connection limit ${connections ? -1 : 0}`)
      if (!connections)
        await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    })
  await allow(false)
  const { errors } = await app.gql(agent, '{ viewer { name } tickets { totalCount } }')
  expect(errors?.[0]?.extensions['code']).toBe('SERVICE_UNAVAILABLE')
  const during = follow(app.url, buyer, ticket)
  await eventually('a new socket is closed temporarily', () => during.closeCodes.includes(1013))
  await allow(true)
  await reply(app, agent, ticket.id, 'after')
  for (const follower of [before, during]) {
    await follower.count(2)
    expect(follower.log).toEqual(['before', 'after'].map((body, n) => ({ seq: n + 2, body })))
    await follower.stop()
  }
})

async function expectOnce(delivered: number, ticketId: string): Promise<void> {
  const rows = await app.sql<{ n: number }>(
    'select count(*)::int as n, count(distinct body)::int as different from ticket_messages where ticket_id = $1',
    [Buffer.from(ticketId, 'base64').toString().split(':')[1]],
  )
  expect(rows).toEqual([{ n: delivered + 1, different: delivered + 1 }])
}
