import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { assignAutomatically } from './assignAutomatically.ts'
import { isWithinWorkingHours } from './isWithinWorkingHours.ts'

let app: TestApp
let pools: Pools
let buyer: Actor, ruth: Actor, first: Actor, second: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  buyer = await app.actor('buyer', 'Mira')
  ruth = await app.actor('admin', 'Ruth')
  const agents = [await app.actor('agent', 'Sofia'), await app.actor('agent', 'Daniel')]
  // The rotation is in the order of the ids.
  ;[first, second] = agents.toSorted((a, b) => (a.id < b.id ? -1 : 1)) as [Actor, Actor]
})
beforeEach(async () => {
  await app.sql(`update support_tickets set assignee_id = null, status = 'closed'`)
  await app.sql(`delete from work_settings`)
  await app.sql(`delete from time_off`)
  await app.sql(`update teams set assignment = 'round_robin', last_assigned_id = null`)
  await app.sql(`delete from graphile_worker._private_jobs`)
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const online =
  (...people: Actor[]) =>
  (id: string) =>
    people.some((person) => person.id === id)
const assign = (isOnline: (id: string) => boolean, reason: 'round_robin' | 'waiting_longest' = 'round_robin') =>
  assignAutomatically({ pools, isOnline, reason })

/** Opens tickets, the first of which has waited longest. */
const open = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  // In this order.
  for (let n = 0; n < count; n++) ids.push((await openTicket(app, buyer)).id)
  return ids
}
const assignees = async (ids: string[]) => {
  const rows = await app.sql<{ id: string; assignee_id: string | null }>(
    'select id, assignee_id from support_tickets where id = any ($1)',
    [ids.map(uuidIn)],
  )
  return ids.map((id) => rows.find((row) => row.id === uuidIn(id))!.assignee_id)
}
const send = async (who: Actor, mutation: string, input: object) => {
  const type = mutation === 'unclaim' ? 'TicketIdInput' : `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`
  const { data, errors } = await app.gql(who, text, { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation].errors.map(({ code }: { code: string }) => code)
}
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const setHours = (
  who: Actor,
  person: Actor,
  timeZone: string,
  intervals: [day: string, from: string, until: string][],
) =>
  send(who, 'setWorkingHours', {
    userId: gid('User', person.id),
    timeZone,
    intervals: intervals.map(([weekday, from, until]) => ({ weekday, from, until })),
  })
const within = (person: Actor, from: string, until: string) =>
  asIdentity(pools, STAFF_CLASS, 'read', () => isWithinWorkingHours(person.id, new Date(from), new Date(until)))

test('new tickets are assigned in turn to who is online, and the history says why, to staff alone', async () => {
  const ids = await open(4)
  expect(await assign(online(first, second))).toBe(4)
  expect(await assignees(ids)).toEqual([first.id, second.id, first.id, second.id])
  const entry = async (who: Actor) => {
    const text = `query ($id: ID!) { ticket(id: $id) { timeline(last: 1) { edges { node { actor { name }
      ... on AssignmentEntry { assignee { name } reason } } } } } }`
    return (await app.gql(who, text, { id: ids[0] })).data.ticket.timeline.edges[0].node
  }
  expect(await entry(ruth)).toEqual({ actor: null, assignee: { name: first.name }, reason: 'ROUND_ROBIN' })
  expect(await entry(buyer)).toMatchObject({ reason: null })
})

test('the tickets of a team without round robin are left alone, and add no job; otherwise each adds one', async () => {
  const jobs = async () => (await app.sql(`select from graphile_worker._private_jobs`)).length
  await app.sql(`update teams set assignment = 'manual'`)
  await open(1)
  expect(await jobs()).toBe(0)
  expect(await assign(online(first))).toBe(0)
  await app.sql(`update teams set assignment = 'round_robin'`)
  const ids = await open(3)
  expect(await jobs()).toBe(3)
  await assign(online(first))
  await app.sql('delete from graphile_worker._private_jobs')
  await send(first, 'unclaim', { ticketId: ids[0] })
  expect(await jobs()).toBe(1)
})

test('nobody is given a ticket while offline, outside their hours, on time off, or at their limit', async () => {
  const [id] = await open(1)
  const everyDay = DAYS.map((day): [string, string, string] => [day, '00:00', '24:00'])
  const unavailable = async (isOnline = online(first)) => {
    expect(await assign(isOnline)).toBe(0)
    expect(await assignees([id!])).toEqual([null])
  }
  await unavailable(online())
  await setHours(first, first, 'UTC', [everyDay[(new Date().getUTCDay() + 2) % 7]!])
  await unavailable()
  await setHours(first, first, 'UTC', everyDay)
  const now = Date.now()
  const period = { from: new Date(now - 60_000).toISOString(), until: new Date(now + 3_600_000).toISOString() }
  expect(await send(first, 'addTimeOff', { userId: gid('User', first.id), ...period })).toEqual([])
  await unavailable()
  await app.sql('delete from time_off')
  expect(await send(first, 'setAway', { away: true, note: 'Lunch' })).toEqual([])
  await unavailable()
  expect(await send(first, 'setAway', { away: false })).toEqual([])
  await send(ruth, 'setLoadLimit', { userId: gid('User', first.id), limit: 0 })
  await unavailable()
  await send(ruth, 'setLoadLimit', { userId: gid('User', first.id), limit: 1 })
  expect(await assign(online(first))).toBe(1)
})

test('who comes back is given what has waited longest, up to their limit', async () => {
  const ids = await open(3)
  expect(await assign(online())).toBe(0)
  await send(ruth, 'setLoadLimit', { userId: gid('User', first.id), limit: 2 })
  expect(await assign(online(first), 'waiting_longest')).toBe(2)
  expect(await assignees(ids)).toEqual([first.id, first.id, null])
  // A slot becomes free.
  await send(first, 'setStatus', { ticketId: ids[1], status: 'RESOLVED' })
  expect(await assign(online(first), 'waiting_longest')).toBe(1)
})

test('a ticket is not given back to who has returned it', async () => {
  const ids = await open(1)
  await assign(online(first))
  await send(first, 'unclaim', { ticketId: ids[0] })
  expect(await assign(online(first))).toBe(0)
  await assign(online(first, second))
  expect(await assignees(ids)).toEqual([second.id])
})

test('two runs at once assign every ticket once, in turn, and exceed no limit', async () => {
  const ids = await open(6)
  await send(ruth, 'setLoadLimit', { userId: gid('User', first.id), limit: 2 })
  const counts = await Promise.all([1, 2, 3].map(() => assign(online(first, second))))
  expect(counts.reduce((a, b) => a + b)).toBe(6)
  expect((await assignees(ids)).filter((id) => id === first.id)).toHaveLength(2)
  const [{ events }] = (await app.sql<{ events: number }>(
    `select count(*)::int as events from ticket_events where kind = 'assigned' and ticket_id = any ($1)`,
    [ids.map(uuidIn)],
  )) as [{ events: number }]
  expect(events).toBe(6)
})

test('a run decides after another has ended: the turn that it took is not taken twice', async () => {
  const [id] = await open(1)
  const lock = `select pg_advisory_xact_lock(hashtextextended('automatic assignment', 0))`
  await whileLocked(app, lock, () => assign(online(first, second)), `update teams set last_assigned_id = '${first.id}'`)
  expect(await assignees([id!])).toEqual([second.id])
})

test.each([
  ['somebody claims meanwhile', true],
  ['control: nobody does', false],
])('under the lock of the ticket: %s', async (_, isClaimed) => {
  const [id] = await open(1)
  const row = `support_tickets set updated_at = updated_at`
  const claimed = `update support_tickets set assignee_id = '${second.id}', claimed_at = now() where id = '${uuidIn(id!)}'`
  const count = await whileLocked(
    app,
    `update ${row} where id = '${uuidIn(id!)}'`,
    () => assign(online(first)),
    isClaimed ? claimed : 'select',
  )
  expect(count).toBe(isClaimed ? 0 : 1)
  expect(await assignees([id!])).toEqual([isClaimed ? second.id : first.id])
})

test.each([
  ['somebody goes offline meanwhile', [true, false], null],
  ['control: they stay', [true, true], 'first'],
])('under the lock of the ticket: %s', async (_, answers, expected) => {
  const [id] = await open(1)
  const left = [...answers]
  // Asked before the lock and under it.
  await assign((person) => person === first.id && (left.shift() ?? false))
  expect(await assignees([id!])).toEqual([expected && first.id])
})

test('working hours keep their local time when the clocks change', async () => {
  expect(await within(first, '2026-03-27T08:00:00Z', '2026-03-27T09:00:00Z')).toBeNull()
  await setHours(first, first, 'Europe/Berlin', [
    ['FRIDAY', '09:00', '17:00'],
    ['MONDAY', '09:00', '17:00'],
    ['MONDAY', '22:00', '24:00'],
    ['TUESDAY', '00:00', '06:00'],
    // Skipped on 29 March, and there twice on 25 October.
    ['SUNDAY', '02:00', '02:45'],
  ])
  // Friday in winter time, Monday in summer time.
  expect(await within(first, '2026-03-27T08:00:00Z', '2026-03-27T16:00:00Z')).toBe(true)
  expect(await within(first, '2026-03-27T07:59:00Z', '2026-03-27T09:00:00Z')).toBe(false)
  expect(await within(first, '2026-03-30T07:00:00Z', '2026-03-30T15:00:00Z')).toBe(true)
  expect(await within(first, '2026-03-30T07:00:00Z', '2026-03-30T15:01:00Z')).toBe(false)
  expect(await within(first, '2026-10-26T08:00:00Z', '2026-10-26T16:00:00Z')).toBe(true)
  // Past midnight.
  expect(await within(first, '2026-03-30T21:00:00Z', '2026-03-31T04:00:00Z')).toBe(true)
  expect(await within(first, '2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z')).toBe(false)
  expect(await within(first, '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z')).toBe(false)
  await app.sql(
    `insert into time_off (user_id, starts_at, ends_at) values ($1, '2026-03-30T08:00Z', '2026-04-03T08:00Z')`,
    [first.id],
  )
  expect(await within(first, '2026-03-30T07:00:00Z', '2026-03-30T09:00:00Z')).toBe(false)
  const again = async (at: string) =>
    (await app.sql<{ at: Date }>('select works_again_at($1, $2) as at', [first.id, at]))[0]!.at?.toISOString()
  // The time off ends during the hours of Friday, which is in summer time.
  expect(await again('2026-03-30T15:00:00Z')).toBe('2026-04-03T08:00:00.000Z')
  expect(await again('2026-03-27T16:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
})

test('agents set their own hours and time off, admins everybody’s and the limits; requesters see nothing of them', async () => {
  const day: [string, string, string][] = [['MONDAY', '09:00', '17:00']]
  expect(await setHours(first, first, 'UTC', day)).toEqual([])
  expect(await setHours(first, second, 'UTC', day)).toEqual(['FORBIDDEN'])
  expect(await setHours(buyer, buyer, 'UTC', day)).toEqual(['FORBIDDEN'])
  expect(await setHours(ruth, buyer, 'UTC', day)).toEqual(['VALIDATION'])
  expect(await setHours(ruth, first, 'Europe/Nowhere', day)).toEqual(['VALIDATION'])
  expect(await setHours(ruth, first, '+01:00', day)).toEqual(['VALIDATION'])
  expect(await setHours(ruth, first, 'UTC', [['MONDAY', '17:00', '09:00']])).toEqual(['VALIDATION'])
  expect(await setHours(ruth, first, 'UTC', [...day, ['MONDAY', '16:00', '18:00']])).toEqual(['VALIDATION'])
  expect(await send(first, 'setLoadLimit', { userId: gid('User', first.id), limit: 3 })).toEqual(['FORBIDDEN'])
  const read = async (who: Actor) =>
    (
      await app.gql(
        who,
        `query ($id: ID!) { node(id: $id) { ... on User { timeOff { id } availability { openTickets loadLimit }
          workingHours { timeZone intervals { weekday from until } } } } }`,
        { id: gid('User', first.id) },
      )
    ).data.node
  expect(await read(second)).toEqual({
    timeOff: [],
    availability: { openTickets: 0, loadLimit: null },
    workingHours: { timeZone: 'UTC', intervals: [{ weekday: 'MONDAY', from: '09:00', until: '17:00' }] },
  })
  expect(await read(buyer)).toEqual({ timeOff: null, availability: null, workingHours: null })
})
