import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type Fact, type Hours, localTime, percentiles, readFacts } from '../../test/bruteForceFigures.ts'
import { type Actor, openTicket, reply, testApp, type TestApp } from '../../test/testApp.ts'
import { appendFact, emptyLog, type EventRow } from '../importing/bulk/foldLog.ts'
import { eventRows, type TicketRow, ticketRows } from '../importing/bulk/tables.ts'
import { silentLog } from '../platform/log.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { Random } from '../seeding/desk/random.ts'
import { countFinishedDays } from './countFinishedDays.ts'

const ZONE = 'Europe/Berlin'
const DAY_MS = 86_400_000
/** Days of 23 and of 25 hours are among them. */
const FIRST = Date.parse('2026-03-20T00:00:00Z')
const LAST = Date.parse('2026-11-05T00:00:00Z')
const DST_DAYS = ['2026-03-29', '2026-10-25'].map((day) => Date.parse(`${day}T00:00:00Z`))
const TEAMS = ['Customer Service', 'Billing']

let app: TestApp
let pools: Pools
let admin: Actor, sofia: Actor, daniel: Actor, buyer: Actor, seller: Actor, otherSeller: Actor
let shops: string[]
let hours: Hours
const random = Random.from('analytics')

beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  admin = await app.actor('admin')
  ;[sofia, daniel] = [await app.actor('agent', 'Sofia'), await app.actor('agent', 'Daniel')]
  ;[buyer, seller, otherSeller] = [await app.actor('buyer'), await app.actor('seller'), await app.actor('seller')]
  await app.sql(`insert into teams (name) values ('Billing')`)
  await app.sql('update desk_settings set time_zone = $1', [ZONE])
  const made = await app.sql<{ id: string }>(
    `insert into sellers (shop_name, owner_id) values ('Lamps', $1), ('Chairs', $2) returning id`,
    [seller.id, otherSeller.id],
  )
  shops = made.map(({ id }) => id)
  hours = new Map([[sofia.id, { timeZone: ZONE, from: 9 * 60, until: 17 * 60 }]])
  await app.sql('insert into work_settings (user_id, time_zone) values ($1, $2)', [sofia.id, ZONE])
  await app.sql(
    `insert into working_hours (user_id, weekday, start_minute, end_minute) select $1, d, 540, 1020 from generate_series(1, 5) d`,
    [sofia.id],
  )
  await load(300)
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

/** Tickets of the past with random histories. */
const load = (count: number) => write(Array.from({ length: count }, () => randomTicket()))

/** Writes tickets in one statement for each table, as imports do. */
async function write(made: { ticket: TicketRow; events: EventRow[] }[]) {
  const client = await pools.maintenance.connect()
  await client.query(
    `begin; select set_config('row_security', 'on', true), set_config('parley.viewer_role', 'maintenance', true), set_config('parley.viewer_id', '', true)`,
  )
  await ticketRows.into(
    client,
    made.map(({ ticket }) => ticket),
  )
  await eventRows.into(
    client,
    made.flatMap(({ events }) => events),
  )
  await client.query('commit')
  client.release()
}

function randomTicket(): { ticket: TicketRow; events: EventRow[] } {
  const id = randomUUID()
  const start = random.chance(0.3)
    ? random.pick(DST_DAYS) + (random.unit() - 0.2) * 2 * DAY_MS
    : FIRST + random.unit() * (LAST - FIRST)
  const shop = random.chance(0.4) ? random.pick(shops) : null
  const state = emptyLog(new Date(start).toISOString(), 'open')
  const events: EventRow[] = []
  let at = start
  const append = (kind: EventRow['kind'], actorId: string | null, data: EventRow['data'], note = false) => {
    const audience = note ? 'staff' : 'participants'
    const time = new Date(Math.floor(at)).toISOString()
    events.push(appendFact(state, id, { kind, audience, actorId, messageId: null, data, at: time }))
    at += random.longTailed(1.5) * 3 * 3_600_000
  }
  const byStaff = random.chance(0.1)
  append('message_added', byStaff ? admin.id : buyer.id, { sender: byStaff ? 'admin' : 'buyer' })
  let assignee: string | null = null
  for (let step = 0; step < random.below(9); step++) {
    const agent = random.pick([sofia, daniel, admin])
    const move = random.below(6)
    if (move === 0) append('message_added', agent.id, { sender: agent.role }, random.chance(0.3))
    else if (move === 1) append('message_added', buyer.id, { sender: 'buyer' })
    else if (move === 2) {
      assignee = random.chance(0.2) ? null : agent.id
      append(assignee ? 'assigned' : 'unclaimed', agent.id, { assigneeId: assignee })
    } else {
      const to = random.pick(['open', 'in_progress', 'resolved', 'closed'] as const)
      const actor = random.pick([agent.id, agent.id, buyer.id, null])
      if (to !== state.status) append('status_changed', actor, { from: state.status, to })
    }
  }
  const ticket: TicketRow = {
    ...state,
    id,
    subject: 'A lamp',
    priority: 'medium',
    type: random.pick(['problem', 'question'] as const),
    tags: random.pick([[], ['lamp'], ['lamp', 'refund']]),
    requesterId: buyer.id,
    requesterRole: 'buyer',
    sellerId: shop,
    assigneeId: assignee,
    team: random.pick(TEAMS),
    createdAt: new Date(start).toISOString(),
  }
  return { ticket, events }
}

const TIMES = `firstResponseSeconds { p50 p90 } resolutionSeconds { p50 p90 }
  workingResponse: firstResponseSeconds(clock: WORKING) { p50 p90 } workingResolution: resolutionSeconds(clock: WORKING) { p50 p90 }`
const TOTALS = `created resolved reopened backlog ${TIMES}`
const ROWS = `key created resolved reopened backlog ${TIMES}`
const read = async (who: Actor, from: number, to: number) => {
  const ask = async (fields: string) => {
    const text = `query ($from: DateTime!, $to: DateTime!) { analytics(from: $from, to: $to) { ${fields} } }`
    const variables = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    const { data, errors } = await app.gql(who, text, variables)
    expect(errors).toBeUndefined()
    return data.analytics
  }
  const figures = await ask(`${TOTALS} previous { from ${TOTALS} } perDay { day created resolved ${TIMES} }`)
  for (const by of Object.keys(KEYS))
    figures[by] = (await ask(`breakdown(by: ${by.toUpperCase()}) { ${ROWS} }`)).breakdown
  return figures
}

const KEYS: Record<string, (fact: Fact) => (string | null)[]> = {
  agent: ({ kind, agent, ticket }) => [kind === 'answered' || kind === 'resolved' ? agent : ticket.assignee],
  team: ({ ticket }) => [ticket.team],
  tag: ({ ticket }) => ticket.tags,
  type: ({ ticket }) => [ticket.type],
  shop: ({ ticket }) => [ticket.shop],
  hour: ({ at }) => {
    const { weekday, hour } = localTime(at, ZONE)
    return [`${weekday}-${hour}`]
  },
}

function figuresOf(facts: Fact[], all: Fact[], to: number) {
  const of = (kind: Fact['kind']) => facts.filter((fact) => fact.kind === kind)
  const sum = (kind: Fact['kind']) => all.filter((fact) => fact.kind === kind && fact.at < to).length
  return {
    created: of('created').length,
    resolved: of('resolved').length,
    reopened: of('reopened').length,
    backlog: sum('created') + sum('reopened') - sum('resolved'),
    ...timesOf(facts),
  }
}

function timesOf(facts: Fact[]) {
  const of = (kind: Fact['kind']) => facts.filter((fact) => fact.kind === kind)
  return {
    firstResponseSeconds: percentiles(of('answered').map(({ seconds }) => seconds)),
    resolutionSeconds: percentiles(of('resolved').map(({ seconds }) => seconds)),
    workingResponse: percentiles(of('answered').map(({ working }) => working)),
    workingResolution: percentiles(of('resolved').map(({ working }) => working)),
  }
}

/** The same by brute force over the log, for who may see it. */
async function expected(who: Actor, from: number, to: number) {
  const everything = await readFacts(app, hours)
  const isOwn = (fact: Fact) =>
    (fact.kind === 'answered' || fact.kind === 'resolved' ? fact.agent : fact.ticket.assignee) === who.id
  const all = everything.filter((fact) => who.role !== 'seller' || fact.ticket.shop === shops[0])
  const open = all.filter((fact) => who.role !== 'agent' || fact.ticket.assignee === who.id)
  const visible = all.filter((fact) => who.role !== 'agent' || isOwn(fact))
  const within = (facts: Fact[], a: number, b: number) => facts.filter(({ at }) => at >= a && at < b)
  const facts = within(visible, from, to)
  const rows = (by: string) => {
    if (who.role === 'seller' && ['agent', 'team', 'tag'].includes(by)) return []
    const keysOf = KEYS[by]!
    const keys = new Set(facts.flatMap(keysOf))
    return [...keys]
      .filter((key) => key !== null)
      .map((key) => {
        const own = facts.filter((fact) => keysOf(fact).includes(key))
        const ofKey = open.filter((fact) =>
          by === 'agent' ? fact.ticket.assignee === key : keysOf(fact).includes(key),
        )
        const figures = figuresOf(own, ofKey, to)
        return { key, ...figures, backlog: by === 'hour' ? null : figures.backlog }
      })
  }
  return { facts, all, open, visible, within, rows }
}

async function compare(who: Actor, from: number, to: number) {
  const got = await read(who, from, to)
  const { facts, open, visible, within, rows } = await expected(who, from, to)
  expect(got).toMatchObject(close(figuresOf(facts, open, to)))
  const before = Date.parse(got.previous.from)
  expect(got.previous).toMatchObject(close(figuresOf(within(visible, before, from), open, from)))
  for (const { day, created, resolved, ...times } of got.perDay) {
    const ofDay = facts.filter(({ at }) => localTime(at, ZONE).day === day)
    const n = (kind: Fact['kind']) => ofDay.filter((fact) => fact.kind === kind).length
    expect({ day, created, resolved }).toEqual({ day, created: n('created'), resolved: n('resolved') })
    expect(times).toEqual(close(timesOf(ofDay)))
  }
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
  for (const by of Object.keys(KEYS)) {
    const shown = got[by].filter(
      (row: any) => row.created + row.resolved + row.reopened > 0 || row.firstResponseSeconds.p50,
    )
    expect([by, shown.toSorted(byKey)]).toEqual([
      by,
      rows(by)
        .toSorted(byKey)
        .map((row) => close(row))
        .filter(hasCounts),
    ])
  }
  return got
}

const hasCounts = (row: any) => row.created + row.resolved + row.reopened > 0 || row.firstResponseSeconds.p50

/** Percentiles are interpolated in another order. */
function close<T extends object>(figures: T): any {
  const of = (value: unknown): unknown => {
    if (typeof value === 'number' && !Number.isInteger(value)) return expect.closeTo(value, 4)
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, of(one)]))
      : value
  }
  return of(figures)
}

const RANGES: [number, number][] = [
  [FIRST, LAST],
  [Date.parse('2026-03-28T23:00:00Z'), Date.parse('2026-03-29T22:00:00Z')],
  [Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:00:00Z')],
  [FIRST + 10.3 * DAY_MS, FIRST + 47.7 * DAY_MS],
]

beforeEach(async () => {
  await app.sql('delete from figure_days')
})

test.each([
  ['not counted yet', 0],
  ['counted', 1],
  ['counted before tickets were changed, added and deleted', 2],
])(
  'figures equal those computed from the log: days are %s',
  async (_name, stage) => {
    if (stage > 0) expect(await countFinishedDays(pools)).toBeGreaterThan(200)
    if (stage > 1) {
      await app.sql(
        `update support_tickets set tags = '{refund}', team = 'Billing', assignee_id = $1 where id in (
      select id from support_tickets order by md5(id::text) limit 40)`,
        [daniel.id],
      )
      await app.sql(
        `delete from support_tickets where id in (select id from support_tickets order by md5(id::text) desc limit 30)`,
      )
      await load(50)
    }
    for (const [from, to] of RANGES) for (const who of [admin, sofia, daniel, seller]) await compare(who, from, to)
  },
  120_000,
)

test('a day has 23 hours when the clocks go forward and 25 when they go back; the previous period has as many days', async () => {
  const spring = await read(admin, ...RANGES[1]!)
  expect(spring.perDay.map(({ day }: any) => day)).toEqual(['2026-03-29'])
  expect(spring.previous.from).toBe('2026-03-27T23:00:00.000Z')
  const autumn = await read(admin, ...RANGES[2]!)
  expect(autumn.perDay.map(({ day }: any) => day)).toEqual(['2026-10-25'])
  expect(autumn.previous.from).toBe('2026-10-23T22:00:00.000Z')
})

test('without the trigger that follows tickets, the comparison fails (control)', async () => {
  await countFinishedDays(pools)
  await app.sql('alter table support_tickets disable trigger keep_fact_fields')
  await app.sql(`update support_tickets set tags = '{control}'`)
  await app.sql('alter table support_tickets enable trigger keep_fact_fields')
  await expect(compare(admin, FIRST, LAST)).rejects.toThrow()
  await app.sql('select renew_facts(array(select id from support_tickets))')
  await compare(admin, FIRST, LAST)
})

test('what people do is counted at once: created, answered, resolved by a requester, reopened', async () => {
  const since = Date.now() - 60_000
  const figures = async (who: Actor) => {
    const { created, resolved, reopened, backlog } = await compare(who, since, Date.now() + 60_000)
    return { created, resolved, reopened, backlog }
  }
  const before = await figures(admin)
  const { id } = await openTicket(app, buyer)
  await app.gql(sofia, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id })
  await reply(app, sofia, id, 'Hello')
  const setStatus = `mutation ($id: ID!, $status: TicketStatus!) { setStatus(input: { ticketId: $id, status: $status }) { errors { code } } }`
  expect((await app.gql(buyer, setStatus, { id, status: 'CLOSED' })).data.setStatus.errors).toEqual([])
  expect(await figures(sofia)).toMatchObject({ created: 1, resolved: 1, reopened: 0 })
  await reply(app, buyer, id, 'One more thing')
  expect(await figures(admin)).toEqual({
    created: before.created + 1,
    resolved: before.resolved + 1,
    reopened: before.reopened + 1,
    backlog: before.backlog + 1,
  })
  await figures(seller)
})

test('an imported ticket that had ended is counted as resolved, and is no backlog', async () => {
  const { ticket } = randomTicket()
  const state = emptyLog('2020-01-01T00:00:00.000Z', 'closed', '2020-01-03T00:00:00.000Z')
  const event = appendFact(state, ticket.id, {
    kind: 'message_added',
    audience: 'participants',
    actorId: buyer.id,
    messageId: null,
    data: { sender: 'buyer' },
    at: '2020-01-01T00:00:00.000Z',
  })
  await write([{ ticket: { ...ticket, ...state, createdAt: event.at }, events: [event] }])
  const { created, resolved, backlog } = await read(admin, Date.parse('2020-01-01'), Date.parse('2020-02-01'))
  expect({ created, resolved, backlog }).toEqual({ created: 1, resolved: 1, backlog: 0 })
  await app.sql('delete from support_tickets where id = $1', [ticket.id])
})

test('tickets from before analytics get their facts from the job', async () => {
  await app.sql('delete from ticket_facts')
  await countFinishedDays(pools)
  await compare(admin, FIRST, LAST)
}, 60_000)

test('buyers see no figures, and periods are checked', async () => {
  const code = async (who: Actor | null, from: string, to: string) =>
    (
      await app.gql(who, `query ($from: DateTime!, $to: DateTime!) { analytics(from: $from, to: $to) { created } }`, {
        from,
        to,
      })
    ).errors?.[0]?.extensions['code']
  expect(await code(null, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('UNAUTHENTICATED')
  expect(await code(buyer, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('BAD_USER_INPUT')
  expect(await code(admin, '2026-02-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('BAD_USER_INPUT')
  expect(await code(admin, '2016-02-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBe('BAD_USER_INPUT')
  expect(await code(seller, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toBeUndefined()
})

test('only admins set the time zone of the desk, and to one that exists', async () => {
  const set = async (who: Actor, timeZone: string) =>
    (
      await app.gql(
        who,
        `mutation ($timeZone: String) { setDeskSettings(input: { timeZone: $timeZone }) { settings { timeZone } errors { code } } }`,
        { timeZone },
      )
    ).data.setDeskSettings
  expect((await set(sofia, 'UTC')).errors[0].code).toBe('FORBIDDEN')
  expect((await set(admin, 'Mars/Olympus')).errors[0].code).toBe('VALIDATION')
  expect((await set(admin, ZONE)).settings).toEqual({ timeZone: ZONE })
  expect((await app.gql(seller, '{ deskTimeZone }')).data).toEqual({ deskTimeZone: ZONE })
})
