import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { auditEntries } from '../../test/auditing.ts'
import { settled, subscribe, wsClient } from '../../test/subscribe.ts'
import { teamDesk } from '../../test/teamDesk.ts'
import { type Actor, gid, uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { step } from '../batches/steps.ts'
import { asIdentity } from '../platform/database/operation.ts'

type Desk = Awaited<ReturnType<typeof teamDesk>>
let desk: Desk, app: Desk['app']
let buyer: Actor, sofia: Actor, daniel: Actor, ruth: Actor, noor: Actor
beforeAll(async () => {
  desk = await teamDesk()
  app = desk.app
  ;({ buyer, sofia, daniel, ruth, noor } = desk.people)
})
afterAll(() => desk.close())
beforeEach(() => desk.reset())

const byText = (a: unknown, b: unknown) => String(a).localeCompare(String(b))

describe('renaming', () => {
  test('gives a team another title, which everybody sees, and leaves its key and tickets alone', async () => {
    const id = await desk.ticketIn('Billing')
    const state = () => app.sql('select team, last_seq, updated_at from support_tickets where id = $1', [uuidIn(id)])
    const before = await state()
    expect(await desk.rename('Billing', '  Invoices   and refunds ')).toEqual({
      name: 'Billing',
      title: 'Invoices and refunds',
      isRetired: false,
    })
    for (const who of [buyer, sofia, ruth])
      expect(await desk.titles(who)).toMatchObject({ Billing: 'Invoices and refunds', Returns: 'Returns' })
    expect(await state()).toEqual(before)
    const [entry] = await auditEntries(app, ruth, { kinds: ['TEAM_CHANGED'] })
    expect(entry).toMatchObject({ actor: { name: 'Ruth' } })
    expect(entry.text).toMatch(/^renamed the team “.*Billing.*” to “.*Invoices and refunds.*”$/)
    // Back to its key.
    expect((await desk.rename('Billing', 'Billing')).title).toBe('Billing')
    expect(await app.sql(`select title from teams where name = 'Billing'`)).toEqual([{ title: null }])
  })

  test('refuses what people would confuse with another team, agents, and unknown teams', async () => {
    await desk.rename('Returns', 'Réclamations')
    for (const title of ['returns', 'RECLAMATIONS', 'parcels'])
      expect(await desk.refused(ruth, 'renameTeam', { team: 'Billing', title })).toEqual(['CONFLICT', 'title'])
    for (const title of [' ', 'x'.repeat(81)])
      expect(await desk.refused(ruth, 'renameTeam', { team: 'Billing', title })).toEqual(['VALIDATION', 'title'])
    expect(await desk.refused(ruth, 'renameTeam', { team: 'Nothing', title: 'x' })).toEqual(['NOT_FOUND', 'team'])
    expect((await desk.refused(sofia, 'renameTeam', { team: 'Billing', title: 'x' }))[0]).toBe('FORBIDDEN')
    // Its own name in another case is no other team.
    expect((await desk.rename('Billing', 'BILLING')).title).toBe('BILLING')
  })

  test('whoever adds a team with a name or title that there is gets that team', async () => {
    await desk.rename('Billing', 'Invoices')
    for (const name of ['invoices', 'billing'])
      expect(await desk.done('addTeam', { name })).toEqual({ name: 'Billing', title: 'Invoices', isRetired: false })
    expect(await app.sql('select count(*)::int as n from teams')).toEqual([{ n: 4 }])
    await desk.retire()
    expect(await desk.refused(ruth, 'addTeam', { name: 'Invoices' })).toEqual(['CONFLICT', 'name'])
  })

  const both = async (lock: string) => {
    const result = await whileLocked(app, `${lock} insert into teams (name) values ('Invoices')`, () =>
      desk.send(ruth, 'renameTeam', { team: 'Billing', title: 'Invoices' }),
    )
    const [row] = await app.sql<{ n: number }>(
      `select count(*)::int as n from teams where coalesce(title, name) = 'Invoices'`,
    )
    return [result.errors[0]?.code, row!.n]
  }
  test('a team that is being added while another one is renamed keeps its name for itself', async () => {
    expect(await both('select pg_advisory_xact_lock(teams_lock());')).toEqual(['CONFLICT', 1])
  })
  test('control: without the lock, two teams have the same title', async () => {
    expect(await both('')).toEqual([undefined, 2])
  })
})

describe('retiring', () => {
  test('moves people, macros and disputes at once, open tickets with an event each, and leaves ended tickets', async () => {
    const open = await desk.ticketIn('Billing')
    const assigned = await desk.ticketIn('Billing', daniel)
    const ended = await desk.endedIn('Billing')
    const other = await desk.ticketIn('Parcels')
    await app.sql('delete from notifications')
    await app.sql(`update users set team = 'Billing' where id = any ($1)`, [[sofia.id, ruth.id]])
    await app.sql(`insert into macros (owner_id, name, is_shared, team) values ($1, 'Mine', false, 'Billing')`, [
      daniel.id,
    ])
    await app.sql(`update desk_settings set dispute_team = 'Billing'`)
    expect(await desk.counts(ruth)).toMatchObject({ Billing: [2, 2], Returns: [0, 0], Parcels: [0, 1] })
    expect(await desk.counts(sofia)).toMatchObject({ Billing: [null, null] })

    expect(await desk.retire()).toEqual({ name: 'Billing', title: 'Billing', isRetired: true })
    expect(await app.sql('select team from users where team is not null')).toEqual([
      { team: 'Returns' },
      { team: 'Returns' },
    ])
    expect(await app.sql('select team from macros')).toEqual([{ team: 'Returns' }])
    expect(await app.sql('select dispute_team from desk_settings')).toEqual([{ dispute_team: 'Returns' }])
    expect(await desk.jobs()).toHaveLength(1)
    await desk.move()
    expect(await Promise.all([open, assigned, ended, other].map(desk.teamOf))).toEqual(
      'Returns Returns Billing Parcels'.split(' '),
    )
    const entries = `timeline(last: 1) { edges { node { ... on AssignmentEntry { actor { id } assignee { name } team } } } }`
    const { data } = await app.gql(sofia, `query ($id: ID!) { ticket(id: $id) { ${entries} } }`, { id: assigned })
    expect(data.ticket.timeline.edges[0].node).toEqual({ actor: null, assignee: { name: 'Daniel' }, team: 'Returns' })
    expect(await desk.counts(ruth)).toMatchObject({ Billing: [0, 0], Returns: [2, 2] })
    const [entry] = await auditEntries(app, ruth, { kinds: ['TEAM_CHANGED'] })
    expect(entry.text).toMatch(/^retired the team “.*Billing.*”; “.*Returns.*” has taken over$/)
    expect(await app.sql(`select 1 as n from notifications where kind = 'assigned'`)).toEqual([])
  })

  test('a retired team takes nothing: no ticket, no person, no macro, no dispute, in any way', async () => {
    const id = await desk.ticketIn('Customer Service')
    await desk.retire()
    const [input, clientId] = [{ ticketId: id, team: 'Billing' }, randomUUID()]
    const actions: [who: Actor, field: string, input: object][] = [
      [sofia, 'assign', input],
      [sofia, 'handOver', { ...input, note: 'x', clientId }],
      [sofia, 'updateTickets', { ticketIds: [id], team: 'Billing' }],
      [sofia, 'startBatch', { clientId, filter: {}, changes: { team: 'Billing' } }],
      [sofia, 'reply', { ticketId: id, clientId, body: 'x', alsoSet: { team: 'Billing' } }],
      [sofia, 'saveMacro', { name: 'x', body: '', isShared: true, team: 'Billing' }],
      [ruth, 'setExpertise', { userId: gid('User', sofia.id), expertise: [], team: 'Billing' }],
    ]
    for (const action of actions) expect(await desk.refused(...action)).toEqual(['VALIDATION', 'team'])
    const disputes = await desk.refused(ruth, 'setDeskSettings', { disputeTeam: 'Billing' })
    expect(disputes).toEqual(['VALIDATION', 'disputeTeam'])
    expect(await desk.teamOf(id)).toBe('Customer Service')
    for (const sql of [
      `update support_tickets set team = 'Billing'`,
      `update users set team = 'Billing'`,
      `insert into macros (owner_id, name, team) select id, 'x', 'Billing' from users`,
      `insert into support_tickets (id, subject, requester_id, requester_role, team) select gen_random_uuid(), 'x', id, 'buyer', 'Billing' from users where role = 'buyer'`,
    ])
      await expect(app.sql(sql)).rejects.toThrow('This team is retired.')
  })

  test('the undo of a bulk change does not put tickets back into it', async () => {
    const id = await desk.ticketIn('Billing')
    const clientId = randomUUID()
    const filter = { team: ['Billing'] }
    const { job } = await desk.change(
      sofia,
      'startBatch',
      { clientId, filter, changes: { team: 'Parcels' } },
      'job { id }',
    )
    const part = () =>
      asIdentity(desk.pools, { role: 'agent', userId: sofia.id }, 'write', () =>
        step({ id: sofia.id, role: 'agent' }, clientId),
      )
    while (await part());
    await desk.retire()
    await app.gql(sofia, 'mutation ($id: ID!) { undoBatch(input: { jobId: $id }) { errors { code } } }', { id: job.id })
    while (await part());
    const { data } = await app.gql(
      sofia,
      'query ($id: ID!) { batch(jobId: $id) { state restored conflicts problems { reason } } }',
      { id: job.id },
    )
    expect(data.batch).toEqual({
      state: 'UNDONE',
      restored: 0,
      conflicts: 1,
      problems: [{ reason: 'Its previous team is retired.' }],
    })
    expect(await desk.teamOf(id)).toBe('Parcels')
  })

  test('a ticket that is reopened in a retired team goes on, by way of every team that was retired since', async () => {
    const id = await desk.endedIn('Billing')
    await desk.retire('Billing', 'Returns')
    await desk.retire('Returns', 'Parcels')
    await app.sql('delete from graphile_worker._private_jobs')
    await desk.change(buyer, 'setStatus', { ticketId: id, status: 'OPEN' })
    expect(await desk.jobs()).toHaveLength(1)
    await desk.move()
    expect(await desk.teamOf(id)).toBe('Parcels')
  })

  test('a restored team takes tickets again; what was taken over stays', async () => {
    const id = await desk.ticketIn('Billing')
    await desk.retire()
    await desk.move()
    expect(await desk.done('restoreTeam', { team: 'Billing' })).toEqual({
      name: 'Billing',
      title: 'Billing',
      isRetired: false,
    })
    expect(await desk.teamOf(id)).toBe('Returns')
    await desk.change(sofia, 'assign', { ticketId: id, team: 'Billing' })
    await desk.move()
    expect(await desk.teamOf(id)).toBe('Billing')
    expect((await auditEntries(app, ruth, { kinds: ['TEAM_CHANGED'] }))[0].text).toMatch(
      /^restored the team “.*Billing.*”$/,
    )
  })

  test('refusals: agents, the team of new tickets, and teams that cannot take over', async () => {
    await desk.retire('Parcels', 'Returns')
    for (const [input, expected] of [
      [{ team: 'Customer Service', into: 'Billing' }, ['VALIDATION', 'team']],
      [{ team: 'Billing', into: 'Billing' }, ['VALIDATION', 'into']],
      [{ team: 'Billing', into: 'Parcels' }, ['VALIDATION', 'into']],
      [{ team: 'Billing', into: 'Nothing' }, ['NOT_FOUND', 'into']],
      [{ team: 'Nothing', into: 'Billing' }, ['NOT_FOUND', 'team']],
    ] as const)
      expect(await desk.refused(ruth, 'retireTeam', input)).toEqual(expected)
    expect((await desk.refused(sofia, 'retireTeam', { team: 'Billing', into: 'Returns' }))[0]).toBe('FORBIDDEN')
    expect((await desk.refused(sofia, 'restoreTeam', { team: 'Parcels' }))[0]).toBe('FORBIDDEN')
    expect(await desk.refused(ruth, 'restoreTeam', { team: 'Nothing' })).toEqual(['NOT_FOUND', 'team'])
  })

  test('in a private desk, tickets that the admin cannot see are moved too, and the admin learns nothing of them', async () => {
    const id = await desk.ticketIn('Billing', sofia)
    await app.sql(`update desk_settings set privacy = 'participants'`)
    expect((await desk.counts(ruth))['Billing']).toEqual([0, 0])
    await desk.retire()
    await desk.move()
    expect(await desk.teamOf(id)).toBe('Returns')
    expect((await desk.counts(ruth))['Returns']).toEqual([0, 0])
  })

  const assigning = async () => {
    const id = await desk.ticketIn('Customer Service')
    // The assignment is under way and holds what it holds; the team retires, and its job runs.
    await whileLocked(app, `update support_tickets set team = 'Billing' where id = '${uuidIn(id)}'`, async () => {
      await desk.retire()
      await desk.move()
    })
    return desk.teamOf(id)
  }
  test('a ticket that is being put into a team while it is retired is moved with the others', async () => {
    expect(await assigning()).toBe('Returns')
  })
  test('control: if the assignment does not hold the lock, it stays in the retired team', async () => {
    await app.sql('alter table support_tickets disable trigger hold_changed_team')
    try {
      expect(await assigning()).toBe('Billing')
    } finally {
      await app.sql('alter table support_tickets enable trigger hold_changed_team')
    }
  })

  test('assignments that wait for a team that is being retired are refused', async () => {
    const id = await desk.ticketIn('Customer Service')
    const results = await whileLocked(
      app,
      `select pg_advisory_xact_lock(teams_lock()); update teams set retired_at = now(), retired_into = 'Returns' where name = 'Billing'`,
      () =>
        Promise.all([
          desk.send(sofia, 'assign', { ticketId: id, team: 'Billing' }),
          desk.send(ruth, 'setExpertise', { userId: gid('User', daniel.id), expertise: [], team: 'Billing' }),
        ]),
      'select',
      2,
    )
    expect(results.map(({ errors }) => errors[0]?.code)).toEqual(['VALIDATION', 'VALIDATION'])
    expect(await desk.teamOf(id)).toBe('Customer Service')
  })

  test('of two admins who retire two teams into each other at once, one succeeds', async () => {
    const results = await Promise.all([
      desk.send(ruth, 'retireTeam', { team: 'Billing', into: 'Returns' }),
      desk.send(noor, 'retireTeam', { team: 'Returns', into: 'Billing' }),
    ])
    expect(results.map(({ errors }) => errors[0]?.code).toSorted(byText)).toEqual(['VALIDATION', undefined])
    expect(await app.sql('select count(*)::int as n from teams where retired_at is not null')).toEqual([{ n: 1 }])
  })
})

test('staff who follow learn of new, renamed and retired teams, and of tickets that they have handed over', async () => {
  await settled(app)
  const client = wsClient(app, sofia)
  const feed = subscribe(
    client,
    'subscription { teamChanged { id team { name title isRetired } } }',
    {},
    { followed: true },
  )
  expect((await feed.next()).extensions).toEqual({ followed: true })
  const next = async () => (await feed.next()).data.teamChanged.team
  await desk.done('addTeam', { name: 'Repairs' })
  expect(await next()).toEqual({ name: 'Repairs', title: 'Repairs', isRetired: false })
  await desk.rename('Repairs', 'Workshop')
  expect(await next()).toEqual({ name: 'Repairs', title: 'Workshop', isRetired: false })
  await desk.ticketIn('Repairs')
  await desk.retire('Repairs', 'Returns')
  expect(await next()).toEqual({ name: 'Repairs', title: 'Workshop', isRetired: true })
  await desk.move()
  expect([await next(), await next()].map(({ name }) => name).toSorted(byText)).toEqual(['Repairs', 'Returns'])
  await client.dispose()
})
