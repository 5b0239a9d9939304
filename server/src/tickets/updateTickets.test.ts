import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { eventually } from '../../test/eventually.ts'
import { type Actor, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent, admin] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('agent', 'Sofia'),
    app.actor('admin', 'Ada'),
  ])
})
afterAll(() => app.close())

const CHANGE = `mutation ($input: UpdateTicketsInput!) { updateTickets(input: $input) {
  results { ticketId ticket { id status priority tags team version assignee { name } } errors { code message path } } errors { code } } }`
const READ = `query ($id: ID!) { ticket(id: $id) { id status priority tags team version assignee { name }
  timeline(last: 100) { edges { node { __typename seq ... on AssignmentEntry { team assignee { name } } ... on TagsEntry { added removed } } } } } }`

async function change(input: object): Promise<any[]> {
  const { data } = await app.gql(agent, CHANGE, { input })
  return data.updateTickets.results
}
const read = async (id: string) => (await app.gql(agent, READ, { id })).data.ticket

test('one statement changes all fields and returns the same as a new read, with one entry for each changed field', async () => {
  const [a, b] = [await openTicket(app, buyer), await openTicket(app, buyer)]
  await change({ ticketIds: [b.id], addTags: ['lamp', 'old'] })
  const results = await change({
    ticketIds: [a.id, b.id, a.id],
    status: 'RESOLVED',
    priority: 'HIGH',
    agentId: Buffer.from(`User:${admin.id}`).toString('base64'),
    addTags: ['lamp', 'urgent'],
    removeTags: ['old'],
  })
  expect(results.map(({ ticketId }) => ticketId)).toEqual([a.id, b.id, a.id])
  for (const { ticketId, ticket, errors } of results) {
    const { timeline, ...fresh } = await read(ticketId)
    expect(errors).toEqual([])
    expect(ticket).toEqual(fresh)
    expect(fresh).toMatchObject({ status: 'RESOLVED', priority: 'HIGH', assignee: { name: 'Ada' } })
    expect(timeline.edges.map(({ node }: any) => node.seq)).toEqual(
      timeline.edges.map((_: unknown, n: number) => n + 1),
    )
    expect(timeline.edges.map(({ node }: any) => node.__typename).slice(-4)).toEqual([
      'StatusEntry',
      'PriorityEntry',
      'AssignmentEntry',
      'TagsEntry',
    ])
  }
  expect((await read(b.id)).tags).toEqual(['lamp', 'urgent'])
  expect((await read(b.id)).timeline.edges.at(-1).node).toMatchObject({ added: ['urgent'], removed: ['old'] })
})

test('fields that already have the value are not changed, also if only some differ', async () => {
  const [a, b] = [await openTicket(app, buyer), await openTicket(app, buyer)]
  await change({ ticketIds: [a.id], priority: 'LOW' })
  const before = await read(a.id)
  await change({ ticketIds: [a.id, b.id], priority: 'LOW' })
  expect(await read(a.id)).toEqual(before)
  await change({ ticketIds: [a.id, b.id], priority: 'LOW', status: 'CLOSED' })
  expect((await read(a.id)).timeline.edges.slice(before.timeline.edges.length)).toEqual([
    { node: expect.objectContaining({ __typename: 'StatusEntry' }) },
  ])
  const nothing = await change({ ticketIds: [a.id] })
  expect(nothing[0]).toMatchObject({ errors: [], ticket: { version: (await read(a.id)).version } })
})

test('too many tags and missing tickets are reported one by one', async () => {
  const [full, free] = [await openTicket(app, buyer), await openTicket(app, buyer)]
  const twenty = Array.from({ length: 20 }, (_, n) => `tag ${n}`)
  await change({ ticketIds: [full.id], addTags: twenty })
  const missing = Buffer.from('Ticket:00000000-0000-4000-8000-000000000000').toString('base64')
  const results = await change({
    ticketIds: [full.id, missing, 'nonsense', free.id],
    addTags: ['more'],
    priority: 'HIGH',
  })
  expect(results.map(({ errors }) => errors[0]?.code)).toEqual(['VALIDATION', 'NOT_FOUND', 'NOT_FOUND', undefined])
  expect(results[0].errors[0].path).toEqual(['input', 'addTags'])
  expect(await read(full.id)).toMatchObject({ tags: twenty, priority: 'MEDIUM' })
  expect(await read(free.id)).toMatchObject({ tags: ['more'], priority: 'HIGH' })
})

test('a ticket that is concurrently changed in the same way is waited for, and returned as changed', async () => {
  const { id } = await openTicket(app, buyer)
  const other = new pg.Client({ connectionString: app.database.superuserUrl })
  await other.connect()
  await other.query('begin')
  await other.query(`update support_tickets set priority = 'high', team = 'Customer Service' where id = $1`, [
    uuidIn(id),
  ])
  const changing = change({ ticketIds: [id], priority: 'HIGH' })
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%support_tickets%'`
  await eventually('the change waits', async () => (await app.sql(waits)).length === 1)
  await other.query('commit')
  await other.end()
  const [{ ticket, errors }] = (await changing) as [any]
  const { timeline, ...fresh } = await read(id)
  expect(errors).toEqual([])
  expect(ticket).toEqual(fresh)
  expect(ticket.priority).toBe('HIGH')
  expect(timeline.edges).toHaveLength(1)
})
