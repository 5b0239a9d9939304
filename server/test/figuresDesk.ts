import { randomUUID } from 'node:crypto'
import { appendFact, emptyLog, type EventRow } from '../src/importing/bulk/foldLog.ts'
import { eventRows, type TicketRow, ticketRows } from '../src/importing/bulk/tables.ts'
import { openPools, type Pools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { Random } from '../src/seeding/desk/random.ts'
import type { Hours } from './bruteForceFigures.ts'
import { type Actor, testApp, type TestApp } from './testApp.ts'

/** The time zone of the desk, and of the agent who has working hours. */
export const ZONE = 'Europe/Berlin'
export const DAY_MS = 86_400_000
/** Days of 23 and of 25 hours are among them. */
export const FIRST = Date.parse('2026-03-20T00:00:00Z')
export const LAST = Date.parse('2026-11-05T00:00:00Z')
const DST_DAYS = ['2026-03-29', '2026-10-25'].map((day) => Date.parse(`${day}T00:00:00Z`))
const TEAMS = ['Customer Service', 'Billing']

/** A ticket with its log. */
interface LoggedTicket {
  ticket: TicketRow
  events: EventRow[]
}

/** A desk with two agents, one of whom has working hours, and two shops. */
export interface FiguresDesk {
  app: TestApp
  pools: Pools
  people: Record<'admin' | 'sofia' | 'daniel' | 'buyer' | 'seller', Actor>
  /** The first is the seller's. */
  shops: string[]
  hours: Hours
  random: Random
  close(): Promise<void>
}

/** Opens the desk, without tickets. */
export async function openFiguresDesk(): Promise<FiguresDesk> {
  const app = await testApp({ jobs: false })
  const pools = openPools(app.database.roleUrls, silentLog)
  const people = {
    admin: await app.actor('admin'),
    sofia: await app.actor('agent', 'Sofia'),
    daniel: await app.actor('agent', 'Daniel'),
    buyer: await app.actor('buyer'),
    seller: await app.actor('seller'),
  }
  const other = await app.actor('seller')
  await app.sql(`insert into teams (name) values ('Billing')`)
  await app.sql('update desk_settings set time_zone = $1', [ZONE])
  const shops = await app.sql<{ id: string }>(
    `insert into sellers (shop_name, owner_id) values ('Lamps', $1), ('Chairs', $2) returning id`,
    [people.seller.id, other.id],
  )
  await app.sql('insert into work_settings (user_id, time_zone) values ($1, $2)', [people.sofia.id, ZONE])
  await app.sql(
    `insert into working_hours (user_id, weekday, start_minute, end_minute) select $1, d, 540, 1020 from generate_series(1, 5) d`,
    [people.sofia.id],
  )
  return {
    app,
    pools,
    people,
    shops: shops.map(({ id }) => id),
    hours: new Map([[people.sofia.id, { timeZone: ZONE, from: 9 * 60, until: 17 * 60 }]]),
    random: Random.from('analytics'),
    close: async () => {
      await pools.close()
      await app.close()
    },
  }
}

/** Writes tickets in one statement for each table, as imports do. */
export async function writeTickets({ pools }: FiguresDesk, made: LoggedTicket[]): Promise<void> {
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

/** A ticket of the past with a random history. */
export function randomTicket({ random, people, shops }: FiguresDesk): LoggedTicket {
  const { admin, sofia, daniel, buyer } = people
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
