import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { returnClaims } from './returnClaims.ts'

let app: TestApp
let pools: Pools
let buyer: Actor, sofia: Actor, daniel: Actor, ruth: Actor
beforeAll(async () => {
  // Its scheduled job would also return claims.
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', 'Sofia')
  daniel = await app.actor('agent', 'Daniel')
  ruth = await app.actor('admin', 'Ruth')
})
beforeEach(async () => {
  await app.sql(`update support_tickets set assignee_id = null, claimed_at = null`)
  await wasUp([8 * DAY, 0])
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const DAY = 24 * 60
/** Intervals in which the desk was up, in minutes before now. */
const wasUp = async (...times: [from: number, to: number][]) => {
  await app.sql('delete from desk_uptime')
  for (const [from, to] of times)
    // One connection.
    await app.sql(
      `insert into desk_uptime values (now() - make_interval(mins => $1), now() - make_interval(mins => $2))`,
      [from, to],
    )
}

const claim = async (who: Actor) => {
  const { id } = await openTicket(app, buyer)
  await app.gql(who, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id })
  return id
}
/** Moves the claim, and its assignee's last activity, into the past. */
const away = async (who: Actor, minutes: number, ticketId?: string) => {
  await app.sql(`update users set last_seen_at = now() - make_interval(mins => $2) where id = $1`, [who.id, minutes])
  if (ticketId)
    await app.sql(`update support_tickets set claimed_at = now() - make_interval(mins => $2) where id = $1`, [
      uuidIn(ticketId),
      minutes,
    ])
}
const read = async (who: Actor, id: string) =>
  (
    await app.gql(
      who,
      `query ($id: ID!) { ticket(id: $id) { status assignee { name } timeline(last: 2) { edges { node { seq __typename actor { name }
        ... on AssignmentEntry { assignee { name } reason awayMinutes previous { name } } ... on StatusEntry { from to } } } } } }`,
      { id },
    )
  ).data.ticket
const setKept = (who: Actor, claimKeptMinutes: number | null) =>
  app.gql(
    who,
    `mutation ($input: SetDeskSettingsInput!) { setDeskSettings(input: $input) { settings { claimKeptMinutes } errors { code } } }`,
    { input: { claimKeptMinutes } },
  )

test('a claim returns to the queue after its assignee has been away for 30 minutes, with a reason visible to staff', async () => {
  const id = await claim(sofia)
  await away(sofia, 31, id)
  expect(await returnClaims(pools)).toBe(1)
  const ticket = await read(daniel, id)
  expect(ticket).toMatchObject({ status: 'OPEN', assignee: null })
  expect(ticket.timeline.edges.map(({ node }: any) => node)).toEqual([
    {
      __typename: 'AssignmentEntry',
      seq: 4,
      actor: null,
      assignee: null,
      reason: 'CLAIM_EXPIRED',
      awayMinutes: 30,
      previous: { name: 'Sofia' },
    },
    { __typename: 'StatusEntry', seq: 5, actor: null, from: 'IN_PROGRESS', to: 'OPEN' },
  ])
  const [entry] = (await read(buyer, id)).timeline.edges
  expect(entry.node).toMatchObject({ reason: null, awayMinutes: null, previous: null })
})

test('claims are kept by online agents, after a new claim, after an assignment, and on ended tickets', async () => {
  const here = await claim(sofia)
  await away(sofia, 29, here)
  const since = await claim(daniel)
  await away(daniel, 31)
  const given = await openTicket(app, buyer)
  await app.gql(
    ruth,
    `mutation ($id: ID!, $to: ID!) { assign(input: { ticketId: $id, agentId: $to }) { errors { code } } }`,
    { id: given.id, to: gid('User', daniel.id) },
  )
  const ended = await claim(daniel)
  await app.sql(`update support_tickets set status = 'resolved' where id = $1`, [uuidIn(ended)])
  await app.sql(`update support_tickets set claimed_at = now() - interval '1 day' where id = $1`, [uuidIn(ended)])
  expect(await returnClaims(pools)).toBe(0)
  expect((await read(ruth, since)).assignee.name).toBe('Daniel')
})

test('only time in which the desk was up counts as absence', async () => {
  const id = await claim(sofia)
  await away(sofia, 60, id)
  await wasUp([8 * DAY, 50])
  expect(await returnClaims(pools)).toBe(0)
  // Ten minutes before the outage, and 19 or 21 minutes after it.
  await wasUp([8 * DAY, 50], [19, 0])
  expect(await returnClaims(pools)).toBe(0)
  await wasUp([8 * DAY, 50], [21, 0])
  expect(await returnClaims(pools)).toBe(1)
  expect((await read(ruth, id)).assignee).toBeNull()
})

test('the sweep records the uptime of the desk on any node, and starts a new interval after an outage', async () => {
  const times = () =>
    app.sql<{ age: number; length: number }>(`select round(extract(epoch from now() - began_at) / 60)::int as age,
      round(extract(epoch from seen_at - began_at) / 60)::int as length from desk_uptime order by began_at`)
  await wasUp([60, 1])
  const other = openPools(app.database.roleUrls, silentLog)
  await Promise.all([pools, other, pools, other].map((node) => returnClaims(node)))
  expect(await times()).toEqual([{ age: 60, length: 60 }])
  await wasUp([60, 4])
  await Promise.all([pools, other, pools, other].map((node) => returnClaims(node)))
  expect(await times()).toEqual([
    { age: 60, length: 56 },
    { age: 0, length: 0 },
  ])
  await other.close()
})

test('after a restart, agents who reconnect before the sweep keep their claims, and others lose them', async () => {
  const [back, gone] = [await claim(sofia), await claim(daniel)]
  await away(sofia, 31, back)
  await away(daniel, 31, gone)
  const restarted = await testApp({ jobs: false, database: app.database })
  const client = wsClient(restarted, sofia)
  await subscribe(client, 'subscription { unreadNotifications { count } }').next()
  expect(await returnClaims(pools)).toBe(1)
  expect([(await read(ruth, back)).assignee?.name, (await read(ruth, gone)).assignee]).toEqual(['Sofia', null])
  await client.dispose()
  await restarted.app.close()
})

test('only admins set how long claims are kept, or forever', async () => {
  const id = await claim(sofia)
  await away(sofia, 31, id)
  expect((await setKept(sofia, 5)).data.setDeskSettings.errors[0].code).toBe('FORBIDDEN')
  expect((await setKept(ruth, 0)).data.setDeskSettings.errors[0].code).toBe('VALIDATION')
  await setKept(ruth, null)
  expect(await returnClaims(pools)).toBe(0)
  await setKept(ruth, 32)
  expect(await returnClaims(pools)).toBe(0)
  expect((await setKept(ruth, 30)).data.setDeskSettings).toEqual({ settings: { claimKeptMinutes: 30 }, errors: [] })
  expect(await returnClaims(pools)).toBe(1)
  expect((await app.gql(buyer, '{ deskSettings { claimKeptMinutes } }')).data.deskSettings).toBeNull()
})

test('concurrent sweeps of many nodes return each claim once', async () => {
  const ids = await Promise.all(Array.from({ length: 150 }, () => claim(sofia)))
  await Promise.all(ids.map((id) => away(sofia, 31, id)))
  const nodes = [pools, ...Array.from({ length: 3 }, () => openPools(app.database.roleUrls, silentLog))]
  const counts = await Promise.all(nodes.map((node) => returnClaims(node)))
  await Promise.all(nodes.slice(1).map((node) => node.close()))
  expect(counts.reduce((sum, count) => sum + count)).toBe(150)
  const [once] = await app.sql<{ n: number }>(
    `select count(*)::int as n from (select from ticket_events where kind = 'unclaimed' and ticket_id = any ($1) group by ticket_id having count(*) = 1) x`,
    [ids.map(uuidIn)],
  )
  expect(once!.n).toBe(150)
})

test('no request can write an event without an actor', async () => {
  const { id } = await openTicket(app, buyer)
  const client = await pools.staff.connect()
  const write = async (viewer: string) => {
    await client.query('begin')
    await client.query(
      `select set_config('row_security', 'on', true), set_config('parley.viewer_role', 'agent', true), set_config('parley.viewer_id', $1, true)`,
      [viewer],
    )
    const done = client.query(`insert into ticket_events (ticket_id, kind, actor_id) values ($1, 'unclaimed', null)`, [
      uuidIn(id),
    ])
    return done
      .then(
        () => 'written',
        (error: Error) => error.message,
      )
      .finally(() => client.query('rollback'))
  }
  expect(await write(sofia.id)).toMatch(/row-level security/)
  expect(await write('')).toBe('written')
  client.release()
})
