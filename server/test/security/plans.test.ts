import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { seedDesk } from '../../src/seeding/desk/seedDesk.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { followed, wsClient } from '../subscribe.ts'
import { type Actor, gid, post, reply, type TestApp, testApp } from '../testApp.ts'
import { executed, LARGE, type Plan, rowsRead, scans } from './explained.ts'

// PostgreSQL explains every statement that the client's own operations run (auto_explain), also those within functions: no policy may turn
// the use of an index into reading a whole table. PLAN_TICKETS is the number of tickets: fewer than a few thousand are read faster whole.

const TICKETS = Number(process.env['PLAN_TICKETS'] ?? 5_000)
const explained: { 'Query Text': string; Plan: Plan }[] = []
const connect = pg.Client.prototype.connect
let database: TestDatabase
let app: TestApp
let agent: Pick<Actor, 'id' | 'token'>
let ticketId: string
let requesterId: string
beforeAll(async () => {
  database = await testDatabase()
  const maintenance = new pg.Pool({
    connectionString: database.roleUrls.maintenance,
    options: '-c parley.viewer_role=maintenance',
  })
  await seedDesk(maintenance, { tickets: TICKETS, messages: TICKETS * 4, seed: 1 })
  await maintenance.end()
  const name = new URL(database.superuserUrl).pathname.slice(1)
  const superuser = new pg.Client({ connectionString: database.superuserUrl })
  await superuser.connect()
  for (const sql of [
    'vacuum analyze',
    `alter database ${name} set session_preload_libraries = 'auto_explain'`,
    ...[
      'log_min_duration = 0',
      'log_analyze = on',
      'log_timing = off',
      'log_nested_statements = on',
      `log_level = 'notice'`,
      `log_format = 'json'`,
    ].map((setting) => `alter database ${name} set auto_explain.${setting}`),
  ])
    await superuser.query(sql)
  await superuser.end()
  // The app's connections hand over what the database tells them.
  pg.Client.prototype.connect = function (this: pg.Client, ...args: Parameters<typeof connect>) {
    this.on('notice', ({ message = '' }) => {
      if (message.includes('plan:\n')) explained.push(JSON.parse(message.slice(message.indexOf('{'))))
    })
    return connect.apply(this, args as never)
  } as typeof connect
  app = await testApp({ database, jobs: false })
  const [busiest] = await app.sql<{ id: string; email: string; ticket: string; requester: string }>(
    `select u.id, u.email, (array_agg(t.id order by t.message_count desc))[1] as ticket,
       (array_agg(t.requester_id order by t.message_count desc))[1] as requester from users u join support_tickets t on t.assignee_id = u.id
     where u.role = 'agent' group by u.id order by count(*) desc limit 1`,
  )
  ticketId = gid('Ticket', busiest!.ticket)
  requesterId = gid('User', busiest!.requester)
  agent = { id: busiest!.id, token: await app.token(busiest!) }
})
afterAll(async () => {
  pg.Client.prototype.connect = connect
  await app.close()
  await database.drop()
})

/** The client's own operations, with variables. */
const OPERATIONS: [string, string, () => object][] = [
  ['the inbox', 'TicketPage', () => ({ first: 50 })],
  ['the inbox of open tickets', 'TicketPage', () => ({ filter: { status: ['OPEN'] }, first: 50 })],
  ['their own tickets', 'TicketPage', () => ({ filter: { mine: true }, first: 50 })],
  ['the queue', 'TicketPage', () => ({ filter: { unassigned: true }, first: 50 })],
  ['a thread', 'ThreadHead', () => ({ ticketId })],
  ['its row', 'ThreadTicket', () => ({ ticketId })],
  ['its details', 'TicketDetails', () => ({ id: ticketId })],
  ['everything with a person', 'CustomerTimeline', () => ({ userId: requesterId, first: 50 })],
  ['their sessions', 'CustomerSessions', () => ({ userId: requesterId, first: 4 })],
  ['a search', 'SearchPage', () => ({ query: 'refund', first: 20 })],
]

const OPEN = `update desk_settings set privacy = 'open'; update support_tickets set confidential = false where confidential`

/** The states of the desk, and whether the number of all tickets is counted from them: in open desks, it is kept but for confidential tickets. */
const STATES: Record<string, { sql: string; isCounted: boolean; isHelped?: true }> = {
  // Under the policies of other desks, PostgreSQL counts alone.
  'an open desk': { sql: OPEN, isCounted: false, isHelped: true },
  'an open desk with confidential tickets': {
    // One that everybody sees, one that the agent does not see, and one of their own.
    sql: `${OPEN}; update support_tickets set confidential = true where id in (
      (select id from support_tickets where assignee_id is null limit 1)
      union all (select id from support_tickets where assignee_id <> :agent limit 1)
      union all (select id from support_tickets where assignee_id = :agent limit 1))`,
    isCounted: false,
  },
  'a private desk': { sql: `update desk_settings set privacy = 'participants'`, isCounted: true },
}
const bring = (state: { sql: string }) => app.sql(state.sql.replaceAll(':agent', `'${agent.id}'`))

const documents = Object.values(
  JSON.parse(readFileSync(new URL('../../../trusted-documents.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >,
)
const documentOf = (name: string) =>
  documents.find((text) => new RegExp(`^(query|subscription) ${name}\\b`).test(text))!

describe.each(Object.entries(STATES))('in %s', (_name, state) => {
  beforeAll(async () => {
    await app.sql('select sum_up_counts(true)')
    await bring(state)
  })

  test.each(OPERATIONS)('%s (%s) reads no large table whole', async (_what, name, variables) => {
    explained.length = 0
    const { data, errors } = await app.gql(agent as Actor, documentOf(name), variables() as Record<string, unknown>)
    expect(errors).toBeUndefined()
    expect(Object.values(data).every(Boolean)).toBe(true)
    expect(explained.length).toBeGreaterThan(0)
    // Whoever counts what a filter matches may have to look at all of it.
    const read = explained.filter((one) => !isCount(one['Query Text']))
    const whole = read.filter(({ Plan }) => scans(Plan).some((table) => LARGE.includes(table)))
    expect(whole.map((one) => `${scans(one.Plan).join(', ')}: ${one['Query Text']}`)).toEqual([])
  })

  test('a delivery of the list reads no large table whole', async () => {
    const client = wsClient(app, agent as Actor)
    const feed = await followed(client, documentOf('InboxEvents'), { withPermissions: false })
    await reply(app, agent as Actor, ticketId, 'Hello')
    await feed.next()
    explained.length = 0
    await reply(app, agent as Actor, ticketId, 'Hello again')
    await feed.next()
    await client.dispose()
    const whole = explained.filter(({ Plan }) => scans(Plan).some((table) => LARGE.includes(table)))
    expect(whole.map((one) => `${scans(one.Plan).join(', ')}: ${one['Query Text']}`)).toEqual([])
  })

  test(`the number of all tickets is ${state.isCounted ? '' : 'not '}counted from them`, async () => {
    explained.length = 0
    await app.gql(agent as Actor, documentOf('TicketPage'), { first: 50 })
    const counts = explained.filter((one) => isCount(one['Query Text']))
    expect(counts).toHaveLength(1)
    const rows = rowsRead(counts[0]!.Plan)
    expect(rows > 10).toBe(state.isCounted)
  })
})

/** Whoever has most tickets among buyers, and among owners of shops that take part in tickets; and the ticket with most messages. */
const REQUESTERS: Record<string, string> = {
  buyer: `select t.requester_id as id, (array_agg(t.id order by t.message_count desc))[1] as ticket from support_tickets t
    where t.requester_role = 'buyer' group by 1 order by count(*) desc limit 1`,
  seller: `select s.owner_id as id, (array_agg(t.id order by t.message_count desc))[1] as ticket from support_tickets t join sellers s on s.id = t.seller_id
    where t.shop_access <> 'none' group by 1 order by count(*) desc limit 1`,
}
describe.each(Object.entries(REQUESTERS))('for a %s', (_role, most) => {
  let who: Actor
  let ticket: string
  beforeAll(async () => {
    await bring(STATES['an open desk']!)
    const [found] = await app.sql<{ id: string; ticket: string; email: string }>(
      `select u.email, m.* from (${most}) m join users u on u.id = m.id`,
    )
    who = { id: found!.id, token: await app.token(found!) } as Actor
    ticket = gid('Ticket', found!.ticket)
  })
  const expectNoneWhole = () => {
    expect(explained.length).toBeGreaterThan(0)
    const whole = explained.filter(({ Plan }) => scans(Plan).some((table) => LARGE.includes(table)))
    expect(whole.map((one) => `${scans(one.Plan).join(', ')}: ${one['Query Text']}`)).toEqual([])
  }

  test.each([
    ['the list', 'TicketPage', () => ({ first: 50 })],
    ['a conversation', 'ThreadHead', () => ({ ticketId: ticket })],
    ['its row', 'ThreadTicket', () => ({ ticketId: ticket })],
    ['a search', 'SearchPage', () => ({ query: 'refund', first: 20 })],
    ['a search for two words', 'SearchPage', () => ({ query: 'order refund', first: 20 })],
  ] as const)('%s (%s) reads no large table whole', async (_what, name, variables) => {
    explained.length = 0
    const { data, errors } = await app.gql(who, documentOf(name), variables())
    expect(errors).toBeUndefined()
    expect(Object.values(data).every(Boolean)).toBe(true)
    expectNoneWhole()
  })

  test.each([
    ['InboxEvents', () => ({})],
    ['TicketEvents', () => ({ ticketId: ticket })],
  ] as const)('a delivery (%s) and the message in it read no large table whole', async (name, variables) => {
    const client = wsClient(app, who)
    const feed = await followed(client, documentOf(name), { ...variables(), withPermissions: true })
    explained.length = 0
    await reply(app, who, ticket, 'Hello')
    await feed.next()
    await client.dispose()
    expectNoneWhole()
  })
})

/** How many rows of large tables the numbers of the rail and its tags are read from, asked for as the client does. */
async function rowsForNumbers(asked: TestApp): Promise<{ rows: number; helpers: string[] }> {
  explained.length = 0
  for (const [name, variables] of [
    ['TicketCounts', {}],
    ['TicketTags', { text: null, first: 20 }],
  ] as const) {
    const { errors } = await post(asked.url, agent as Actor, documentOf(name), variables)
    expect(errors).toBeUndefined()
  }
  return {
    rows: explained.reduce((sum, { Plan }) => sum + rowsRead(Plan), 0),
    helpers: explained
      .flatMap(({ Plan }) => executed(Plan).map((part) => part['Node Type']))
      .filter((kind) => kind.startsWith('Gather')),
  }
}

const KEPT = Object.entries(STATES).filter(([, { isCounted }]) => !isCounted)
describe.each(KEPT)('the numbers of the rail and its tags, in %s,', (_name, state) => {
  const FEW = 1_000
  let asked: TestApp
  // As on a desk so large that PostgreSQL counts all tickets with the help of other processes, which take a hundred times as long to start.
  beforeAll(async () => {
    await bring(state)
    await app.sql('select sum_up_counts(true)')
    await app.sql('create table if not exists seeded_markers as select * from read_markers')
    await app.sql('delete from read_markers')
    await app.sql('insert into read_markers select * from seeded_markers')
    const name = new URL(database.superuserUrl).pathname.slice(1)
    await app.sql(`alter database ${name} set min_parallel_table_scan_size = 0`)
    await app.sql(`alter database ${name} set parallel_setup_cost = 100`)
    asked = await freshApp()
  })
  afterAll(() => asked.close())
  const freshApp = async () => {
    const fresh = await testApp({ database, jobs: false })
    await fresh.app.preload()
    return fresh
  }
  const expectFew = async () => {
    const { rows, helpers } = await rowsForNumbers(asked)
    expect(rows).toBeLessThan(FEW)
    expect(helpers).toEqual([])
  }

  test('are read from few rows for somebody who has read nothing, or little', async () => {
    await expectFew()
    await app.sql('delete from read_markers where user_id = $1', [agent.id])
    await expectFew()
  })

  test.each([0, 40, 150])('are read from few rows for somebody who has %s tickets to read', async (left) => {
    await app.sql(
      `insert into read_markers (user_id, ticket_id, seq, message_count)
       select $1, id, last_seq, message_count from support_tickets order by ctid desc offset $2
       on conflict (user_id, ticket_id) do update set seq = excluded.seq, message_count = excluded.message_count`,
      [agent.id, left],
    )
    await rowsForNumbers(asked)
    await expectFew()
  })

  test('are read from few rows after much has happened', async () => {
    for (const entries of [60, 150]) {
      await app.sql(
        `insert into ticket_events (ticket_id, kind, actor_id, data)
         select id, 'priority_changed', $1, '{"from": "low", "to": "high"}' from support_tickets where not confidential limit $2`,
        [agent.id, entries],
      )
      await expectFew()
    }
  })

  // The first time they are asked for after a start, everything is looked through.
  test('control: looking through all tickets is found, and so is counting them', async () => {
    const fresh = await freshApp()
    const first = await rowsForNumbers(fresh)
    await fresh.close()
    expect(first.rows).toBeGreaterThan(TICKETS)
    await app.sql('update ticket_counts set without_confidential = false')
    const counted = await rowsForNumbers(asked)
    await app.sql('select sum_up_counts(true)')
    expect(counted.rows).toBeGreaterThan(TICKETS)
    if (state.isHelped) expect(counted.helpers).not.toEqual([])
  })
})

test('control: a sequential scan is found', async () => {
  explained.length = 0
  await app.gql(agent as Actor, '{ tickets(filter: { text: "e" }, first: 1) { totalCount } ticketCounts { total } }')
  expect(explained.flatMap(({ Plan }) => scans(Plan))).toContain('support_tickets')
})

/** Whether the statement counts what a filter of the list matches (tickets/keptCounts.ts). */
function isCount(text: string): boolean {
  return text.startsWith('SELECT (') && text.endsWith(' AS count')
}
