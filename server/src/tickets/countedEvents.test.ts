import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { type Actor, openTicket, type TestApp, testApp } from '../../test/testApp.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { silentLog } from '../platform/log.ts'

let app: TestApp
let pools: Pools
let buyer: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp()
  pools = openPools(app.database.roleUrls, silentLog)
  ;[buyer, agent] = await Promise.all([app.actor('buyer', 'Mira'), app.actor('agent', 'Sofia')])
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const uuid = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1]!
const MANY = 60
const openMany = (count: number) => Promise.all(Array.from({ length: count }, () => openTicket(app, buyer)))

/** Updates a ticket's counters and inserts an event, as a change of many tickets does; `changed` describes the error. */
function bring(actor: Actor, id: string, changed: Record<string, string> = {}): Promise<unknown> {
  const e = {
    raised: '1',
    seq: 'last_seq',
    public_seq: 'public_seq',
    messages: 'message_count',
    kind: `'priority_changed'`,
    audience: `'participants'`,
    ...changed,
  }
  const write = statement(`WITH t AS (
      UPDATE support_tickets SET last_seq = last_seq + ${e.raised}, public_seq = public_seq + ${e.raised} WHERE id = $1 RETURNING *)
    INSERT INTO ticket_events (ticket_id, seq, public_seq, message_count, public_message_count, kind, audience, actor_id)
    SELECT id, ${e.seq}, ${e.public_seq}, ${e.messages}, public_message_count, ${e.kind}, ${e.audience}, $2 FROM t`)
  return asIdentity(pools, { userId: actor.id, role: actor.role }, 'write', () => write.rows(uuid(id), actor.id))
}

test('an event with its own seq must follow the previous one, otherwise nothing is written', async () => {
  const { id } = await openTicket(app, buyer)
  await bring(agent, id)
  const wrong: Record<string, string>[] = [
    { raised: '2' },
    { raised: '0', seq: 'last_seq + 1', public_seq: 'public_seq + 1' },
    { messages: 'message_count + 1' },
    { kind: `'message_added'` },
    { audience: `'staff'` },
    { public_seq: 'NULL' },
    { seq: '-1' },
  ]
  for (const changed of wrong) await expect(bring(agent, id, changed)).rejects.toThrow('must follow the one before it')
  // The database alone assigns the seqs of requesters’ events.
  await expect(bring(buyer, id)).rejects.toThrow('must follow the one before it')
  const [ticket] = await app.sql<{ last_seq: number; events: number }>(
    `SELECT last_seq, (SELECT count(*)::int FROM ticket_events WHERE ticket_id = t.id) AS events FROM support_tickets t WHERE id = $1`,
    [uuid(id)],
  )
  expect(ticket).toEqual({ last_seq: ticket!.events, events: ticket!.events })
})

const CHANGE = (fields: string) =>
  `mutation ($input: UpdateTicketsInput!) { updateTickets(input: $input) { results { ticket { ${fields} } errors { code } } } }`

test('a change of many tickets sends one hint that names each of them', async () => {
  const tickets = await openMany(MANY)
  const listener = new pg.Client({ connectionString: app.database.superuserUrl })
  await listener.connect()
  const heard: string[] = []
  listener.on('notification', ({ payload = '' }) => heard.push(payload))
  await listener.query('LISTEN parley')
  const input = { ticketIds: tickets.map(({ id }) => id), priority: 'HIGH' }
  await app.gql(agent, CHANGE('id'), { input })
  // Messages sent on a connection before a response are received before it.
  await listener.query('SELECT')
  await listener.end()
  const hints = heard.filter((payload) => payload.startsWith('t:'))
  expect(hints).toHaveLength(1)
  expect(hints[0]!.slice(2).split(',').toSorted()).toEqual(tickets.map(({ id }) => uuid(id)).toSorted())
})

test('a query for more than the changed state gets a full response', async () => {
  const [ticket] = await openMany(1)
  const fields = 'requester { name } lastMessage { body } unreadCount isStarred snippet'
  const input = { ticketIds: [ticket!.id], priority: 'LOW' }
  const { data } = await app.gql(agent, `${CHANGE('id ...More')} fragment More on Ticket { ... { ${fields} } }`, {
    input,
  })
  const read = await app.gql(agent, `query ($id: ID!) { ticket(id: $id) { id ${fields} } }`, { id: ticket!.id })
  expect(data.updateTickets.results[0].ticket).toEqual(read.data.ticket)
  expect(read.data.ticket).toMatchObject({ requester: { name: 'Mira' }, lastMessage: { body: expect.any(String) } })
})
