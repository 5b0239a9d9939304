import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { listed } from '../../test/notifications.ts'
import { rate, ratingOf, resolvedTicket, setStatus } from '../../test/ratings.ts'
import { type Actor, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { statusSql, whileLocked } from '../../test/whileLocked.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { askForRatings } from './askForRatings.ts'

let app: TestApp
let pools: Pools
let mira: Actor, sofia: Actor, ada: Actor
let ticket: { id: string; number: string }
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  ;[sofia, ada] = await Promise.all([app.actor('agent', 'Sofia'), app.actor('admin', 'Ada')])
})
afterAll(async () => {
  await pools.close()
  await app.close()
})
beforeEach(async () => {
  await app.sql('delete from rating_requests; update desk_settings set rating_delay_hours = 24')
  mira = await app.actor('buyer', 'Mira')
  ticket = await resolvedTicket(app, mira, sofia)
})

/** Moves the resolution of a ticket into the past. */
const resolvedAgo = (interval: string, { id } = ticket) =>
  app.sql(
    `with t as (update support_tickets set resolved_at = now() - $2::interval where id = $1 returning id, resolved_at)
     update rating_requests r set resolved_at = t.resolved_at from t where r.ticket_id = t.id and r.state = 'pending'`,
    [uuidIn(id), interval],
  )
const run = (locked = true) => askForRatings({ pools, locked })
const isAsked = async ({ id } = ticket) => (await ratingOf(app, mira, id)).viewerIsAskedToRate as boolean
const states = async ({ id } = ticket) =>
  (await app.sql<{ state: string }>('select state from rating_requests where ticket_id = $1', [uuidIn(id)])).map(
    ({ state }) => state,
  )
const asks = async () => (await listed(app, mira)).all.filter(({ kind }) => kind === 'RATING_REQUESTED')
/** A second ticket of the same person that was resolved two days ago. */
async function another() {
  const other = await resolvedTicket(app, mira, sofia)
  await resolvedAgo('2 days', other)
  return other
}

describe('when the desk asks', () => {
  test('a day after the resolution, in the app, and not before', async () => {
    await resolvedAgo('23 hours 59 minutes')
    await run()
    expect([await isAsked(), await states(), await asks()]).toEqual([false, ['pending'], []])
    await resolvedAgo('24 hours')
    await run()
    expect([await isAsked(), await states()]).toEqual([true, ['asked']])
    expect(await asks()).toMatchObject([
      { text: `Please rate the help you got with ${ticket.number}`, ticket: { number: ticket.number }, readAt: null },
    ])
    await run()
    expect(await asks()).toHaveLength(1)
  })

  test('admins set the delay, or turn it off; what was resolved meanwhile is not asked about later', async () => {
    const set = (ratingDelayHours: number | null, who = ada) =>
      mutate(app, who, 'setDeskSettings', { ratingDelayHours })
    expect(codes(await set(2, sofia))).toEqual(['FORBIDDEN'])
    for (const hours of [-1, 721]) expect(codes(await set(hours))).toEqual(['VALIDATION'])
    expect(codes(await set(null))).toEqual([])
    await resolvedAgo('2 days')
    await run()
    expect(await states()).toEqual(['skipped'])
    await set(0)
    await run()
    expect(await asks()).toEqual([])
    const next = await resolvedTicket(app, mira, sofia)
    await run()
    expect(await isAsked(next)).toBe(true)
  })

  test.each([
    ['staff', () => sofia],
    ['the requester', () => mira],
  ])('without a delay, at once when %s resolve it', async (_who, by) => {
    const jobs = async () =>
      (
        await app.sql<{ n: number }>(
          `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'ask_for_ratings'`,
        )
      )[0]!.n
    await app.sql('delete from graphile_worker._private_jobs')
    const { id } = await openTicket(app, mira)
    await setStatus(app, by(), id, 'CLOSED')
    expect(await jobs()).toBe(0)
    await setStatus(app, by(), id, 'OPEN')
    await app.sql('update desk_settings set rating_delay_hours = 0')
    expect((await setStatus(app, by(), id, 'CLOSED')).errors).toEqual([])
    expect(await jobs()).toBe(1)
  })

  test('not about a ticket that was reopened, until it is resolved again', async () => {
    await resolvedAgo('2 days')
    await reply(app, mira, ticket.id, 'It is broken again.')
    expect(await states()).toEqual([])
    await run()
    expect(await asks()).toEqual([])
    await setStatus(app, sofia, ticket.id, 'RESOLVED')
    await resolvedAgo('2 days')
    await run()
    expect(await isAsked()).toBe(true)
  })

  test('a ticket that is reopened after the desk asked is no longer asked about', async () => {
    await resolvedAgo('2 days')
    await run()
    await reply(app, mira, ticket.id, 'It is broken again.')
    expect([await asks(), await isAsked()]).toEqual([[], false])
  })

  test('not about a ticket that its requester has already rated; rating answers the request', async () => {
    await rate(app, mira, ticket.id, 5)
    await resolvedAgo('2 days')
    await app.sql(
      'update ticket_ratings r set resolved_at = t.resolved_at from support_tickets t where t.id = r.ticket_id',
    )
    await run()
    expect(await states()).toEqual(['skipped'])
    const other = await another()
    await run()
    expect(await asks()).toMatchObject([{ readAt: null }])
    await rate(app, mira, other.id, 3)
    expect(await asks()).toMatchObject([{ readAt: expect.any(String) }])
    expect(await isAsked(other)).toBe(false)
  })

  test.each([
    ['disabled', 'update users set disabled_at = now() where id = $1'],
    ['staff by now', `update users set role = 'agent' where id = $1`],
  ])('not people who are %s', async (_what, sql) => {
    await app.sql(sql, [mira.id])
    await resolvedAgo('2 days')
    await run()
    expect(await states()).toEqual(['skipped'])
  })

  test('imported tickets are not asked about', async () => {
    const { id } = await openTicket(app, mira)
    await app.sql(`set role parley_maintenance; select set_config('parley.viewer_role', 'maintenance', false);
      update support_tickets set status = 'resolved' where id = '${uuidIn(id)}'; reset role; reset parley.viewer_role`)
    expect(await states({ id, number: '' })).toEqual([])
  })
})

describe('30 days', () => {
  test('nobody is asked twice within 30 days; they can still rate on their own', async () => {
    await resolvedAgo('2 days')
    await run()
    const other = await another()
    await run()
    expect([await isAsked(other), await states(other)]).toEqual([false, ['skipped']])
    expect((await rate(app, mira, other.id, 4)).errors).toEqual([])

    await app.sql(
      `update rating_requests set asked_at = asked_at - interval '29 days 23 hours' where requester_id = $1`,
      [mira.id],
    )
    const third = await another()
    await run()
    expect(await isAsked(third)).toBe(false)
    await app.sql(`update rating_requests set asked_at = asked_at - interval '1 hour' where requester_id = $1`, [
      mira.id,
    ])
    const fourth = await another()
    await run()
    expect(await isAsked(fourth)).toBe(true)
  })

  /** Another node asks about one ticket while this one decides about another of the same person. */
  async function twoNodes(locked: boolean) {
    await resolvedAgo('2 days')
    const other = await another()
    await app.sql(`update rating_requests set state = 'skipped' where ticket_id = $1`, [uuidIn(ticket.id)])
    await whileLocked(
      app,
      `select pg_advisory_xact_lock(rating_request_lock('${mira.id}'));
       update rating_requests set state = 'asked', asked_at = now() where ticket_id = '${uuidIn(ticket.id)}'`,
      () => run(locked),
    )
    return [...(await states()), ...(await states(other))]
  }

  test('two nodes that decide about two tickets of one person at once ask once', async () => {
    expect(await twoNodes(true)).toEqual(['asked', 'skipped'])
  })

  test('control: without the lock they ask twice', async () => {
    expect(await twoNodes(false)).toEqual(['asked', 'asked'])
  })

  test('a ticket that is reopened while the desk decides is not asked about', async () => {
    await resolvedAgo('2 days')
    await whileLocked(app, statusSql(uuidIn(ticket.id), 'resolved', 'open'), () => run())
    expect(await asks()).toEqual([])
  })
})
