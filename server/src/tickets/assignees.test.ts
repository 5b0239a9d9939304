import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { logViolations } from '../../test/logInvariants.ts'
import { codes as codesOf, mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { connect } from '../platform/database/connect.ts'

let app: TestApp
let buyer: Actor, ruth: Actor, daniel: Actor, sofia: Actor, ticket: string
beforeAll(async () => {
  app = await testApp()
  ;[buyer, ruth, daniel] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('admin', 'Ruth'),
    await app.actor('agent', 'Daniel'),
  ]
})
beforeEach(async () => {
  sofia = await app.actor('agent', 'Sofia')
  ticket = (await openTicket(app, buyer)).id
})
afterAll(() => app.close())

const act = (who: Actor, name: string, input: object, more?: string) => mutate(app, who, name, input, more)
const codes = async (payload: Promise<any>): Promise<string[]> => codesOf(await payload)
const disable = (person: Actor) => act(ruth, 'disablePerson', { userId: gid('User', person.id) })
const demote = (person: Actor) => act(ruth, 'changeRole', { userId: gid('User', person.id), role: 'BUYER' })
const violations = () => logViolations({ query: async (text: string) => ({ rows: await app.sql(text) }) } as never)

const read = async (id = ticket) =>
  (
    await app.gql(
      ruth,
      `query ($id: ID!) { ticket(id: $id) { status assignee { name } version timeline(last: 3) { edges { node { __typename
        ... on AssignmentEntry { actor { name } assignee { name } reason previous { name } } } } } } }`,
      { id },
    )
  ).data.ticket
const returnedEntry = async (id = ticket) =>
  (await read(id)).timeline.edges
    .map(({ node }: any) => node)
    .find(({ reason }: any) => reason !== null && reason !== undefined)

/** Sofia resolves a ticket that she has claimed, and leaves: she is disabled, or becomes a buyer. */
async function resolvedByWhoLeft(leave: (person: Actor) => Promise<unknown>, id = ticket): Promise<void> {
  await act(sofia, 'claim', { ticketId: id })
  await act(sofia, 'setStatus', { ticketId: id, status: 'RESOLVED' })
  await leave(sofia)
  expect((await read(id)).assignee.name).toBe('Sofia')
}

const LEAVES = [
  ['disabled', disable],
  ['made a buyer', demote],
] as const

describe.each(LEAVES)('a ticket that was resolved by an agent who was then %s', (_, leave) => {
  const reopens: [string, () => Promise<unknown>][] = [
    ['the buyer’s reply', () => reply(app, buyer, ticket, 'It is broken again.')],
    ['the buyer’s setStatus', () => act(buyer, 'setStatus', { ticketId: ticket, status: 'OPEN' })],
    ['an agent’s setStatus', () => act(daniel, 'setStatus', { ticketId: ticket, status: 'OPEN' })],
    [
      'an agent’s setStatus to in progress',
      () => act(daniel, 'setStatus', { ticketId: ticket, status: 'IN_PROGRESS' }),
    ],
    ['updateTickets', () => act(daniel, 'updateTickets', { ticketIds: [ticket], status: 'OPEN' })],
    [
      'updateTickets that also moves it to the team it is in',
      () =>
        act(daniel, 'updateTickets', {
          ticketIds: [ticket],
          status: 'OPEN',
          team: 'Customer Service',
          priority: 'HIGH',
        }),
    ],
    [
      'a reply that also sets the status',
      () => reply(app, daniel, ticket, 'We look again.', { alsoSet: { status: 'IN_PROGRESS' } }),
    ],
  ]
  test.each(reopens)('returns to the queue with a history entry when it is reopened by %s', async (_name, reopen) => {
    await resolvedByWhoLeft(leave)
    await reopen()
    expect(await read()).toMatchObject({ assignee: null, status: expect.stringMatching(/OPEN|IN_PROGRESS/) })
    expect(await returnedEntry()).toMatchObject({
      assignee: null,
      reason: 'ASSIGNEE_UNAVAILABLE',
      previous: { name: 'Sofia' },
    })
    expect(await violations()).toEqual([])
    expect(await codes(act(daniel, 'claim', { ticketId: ticket }))).toEqual([])
  })

  test('accepts notes, a hand-over and a new status like any other', async () => {
    await resolvedByWhoLeft(leave)
    expect(codesOf(await reply(app, daniel, ticket, 'Who knows more?', { audience: 'STAFF' }))).toEqual([])
    expect(await codes(act(daniel, 'setStatus', { ticketId: ticket, status: 'CLOSED' }))).toEqual([])
    const to = { agentId: gid('User', ruth.id), note: 'Yours.', clientId: randomUUID() }
    expect(await codes(act(daniel, 'handOver', { ticketId: ticket, ...to }))).toEqual([])
    expect(await violations()).toEqual([])
  })

  test('sends no notifications to people who have left', async () => {
    await resolvedByWhoLeft(leave)
    const mention = await reply(app, daniel, ticket, '@Sofia knew this.', { audience: 'STAFF' })
    expect(codesOf(mention)).toEqual([])
    await act(daniel, 'setStatus', { ticketId: ticket, status: 'CLOSED' })
    const unread = await app.sql(
      `select kind from notifications where user_id = $1 and ticket_id = $2 and read_at is null`,
      [sofia.id, uuidIn(ticket)],
    )
    expect(unread).toEqual([])
  })
})
test('updateTickets returns the ticket’s new state', async () => {
  await resolvedByWhoLeft(disable)
  const input = { ticketIds: [ticket], status: 'OPEN' }
  const { results } = await act(
    daniel,
    'updateTickets',
    input,
    'results { ticket { status assignee { name } version } }',
  )
  const { status, assignee, version } = await read()
  expect(results).toEqual([{ ticket: { status, assignee, version } }])
})

test('a reopened ticket keeps its assignee if they are still staff', async () => {
  await act(sofia, 'claim', { ticketId: ticket })
  await act(sofia, 'setStatus', { ticketId: ticket, status: 'RESOLVED' })
  await reply(app, buyer, ticket, 'It is broken again.')
  expect(await read()).toMatchObject({ status: 'OPEN', assignee: { name: 'Sofia' } })
})

describe('undoing a batch', () => {
  /** A batch of an agent, done and then undone after `between` has run. */
  async function undone(changes: object, between: () => Promise<unknown>) {
    const job = 'job { id state restored conflicts problems { reason } }'
    const subject = `Lamp ${randomUUID()}`
    ticket = (await openTicket(app, buyer, subject)).id
    await act(sofia, 'claim', { ticketId: ticket })
    const input = { clientId: randomUUID(), filter: { text: subject }, changes }
    const { id } = (await act(daniel, 'startBatch', input, job)).job
    const ended = (state: string) =>
      eventually(
        state,
        async () =>
          (await app.gql(daniel, `query ($id: ID!) { batch(jobId: $id) { ${job.slice(6, -2)} } }`, { id })).data.batch,
        (batch) => batch.state === state,
      )
    await ended('DONE')
    await between()
    await app.gql(daniel, `mutation ($id: ID!) { undoBatch(input: { jobId: $id }) { errors { code } } }`, { id })
    return ended('UNDONE')
  }

  test('does not reassign a ticket to an agent who has left', async () => {
    const changes = { agentId: gid('User', daniel.id) }
    const batch = await undone(changes, () => disable(sofia))
    expect(batch).toMatchObject({
      restored: 0,
      conflicts: 1,
      problems: [{ reason: 'Its previous assignee can no longer be assigned tickets.' }],
    })
    expect((await read()).assignee.name).toBe('Daniel')
    expect(await violations()).toEqual([])
  })

  test('reopens a ticket without its former assignee', async () => {
    const batch = await undone({ status: 'RESOLVED' }, () => demote(sofia))
    expect(batch).toMatchObject({ restored: 1, conflicts: 0 })
    expect(await read()).toMatchObject({ status: 'IN_PROGRESS', assignee: null })
    expect(await returnedEntry()).toMatchObject({ reason: 'ASSIGNEE_UNAVAILABLE', previous: { name: 'Sofia' } })
    expect((await violations()).filter((what) => !what.startsWith('waiting_on'))).toEqual([])
    const [row] = await app.sql(`select claimed_at from support_tickets where id = $1`, [uuidIn(ticket)])
    expect(row).toEqual({ claimed_at: null })
  })
})

describe('concurrently', () => {
  const assigns: [string, (person: Actor, id: string) => Promise<any>][] = [
    ['claim', (person, id) => act(person, 'claim', { ticketId: id })],
    ['assign', (person, id) => act(daniel, 'assign', { ticketId: id, agentId: gid('User', person.id) })],
    [
      'handOver',
      (person, id) =>
        act(daniel, 'handOver', { ticketId: id, agentId: gid('User', person.id), note: 'x', clientId: randomUUID() }),
    ],
    [
      'updateTickets',
      (person, id) => act(daniel, 'updateTickets', { ticketIds: [id], agentId: gid('User', person.id) }),
    ],
    [
      'a reply that also assigns',
      (person, id) => reply(app, daniel, id, 'x', { alsoSet: { agentId: gid('User', person.id) } }),
    ],
  ]

  test.each(assigns)(
    '%s and leaving: the ticket never stays assigned to an agent who has left',
    async (_name, assign) => {
      const people = await Promise.all(Array.from({ length: 12 }, () => app.actor('agent', 'Leaver')))
      await Promise.all(
        people.map(async (person, n) => {
          const { id } = await openTicket(app, buyer)
          const [, leave] = LEAVES[n % 2]!
          await Promise.allSettled([assign(person, id), leave(person)])
        }),
      )
      expect(await violations()).toEqual([])
    },
  )

  test('reopening and leaving: the ticket never stays assigned to an agent who has left', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const person = await app.actor('agent', 'Leaver')
        const { id } = await openTicket(app, buyer)
        await act(person, 'claim', { ticketId: id })
        await act(person, 'setStatus', { ticketId: id, status: 'RESOLVED' })
        const [, leave] = LEAVES[n % 2]!
        await Promise.all([reply(app, buyer, id, 'Once more.'), leave(person)])
      }),
    )
    expect(await violations()).toEqual([])
  })
})

describe('during the assignment', () => {
  const GATE = 4_711

  /** Makes every assignment wait, written but not committed, until the gate opens; the person is disabled while it waits. */
  async function disabledWhileClaiming(waits: boolean): Promise<void> {
    const gate = await connect(app.database.superuserUrl, 'gate')
    await gate.query(`create function wait_at_gate() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${GATE}); return null; end $$`)
    await gate.query(`create trigger wait_at_gate after update of assignee_id on support_tickets
      for each row when (new.assignee_id = '${sofia.id}') execute function wait_at_gate()`)
    await gate.query('select pg_advisory_lock($1)', [GATE])
    const waiting = (count: number) =>
      eventually(`${count} wait for a lock`, async () => {
        const { rows } = await gate.query(`select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`)
        return rows.length === count
      })
    const claiming = act(sofia, 'claim', { ticketId: ticket })
    await waiting(1)
    const disabling = disable(sofia)
    if (waits) await waiting(2)
    else await disabling
    await gate.query('select pg_advisory_unlock($1)', [GATE])
    await Promise.all([claiming, disabling])
    await gate.query('drop trigger wait_at_gate on support_tickets; drop function wait_at_gate()')
    await gate.end()
  }

  test('a person who is being assigned a ticket is disabled afterwards, and the ticket returns to the queue', async () => {
    await disabledWhileClaiming(true)
    expect(await read()).toMatchObject({ status: 'OPEN', assignee: null })
    expect(await violations()).toEqual([])
  })

  test('control: without the lock on the person the ticket stays assigned to them', async () => {
    await app.sql('alter table users disable trigger lock_leaving_assignee')
    await disabledWhileClaiming(false)
    await app.sql('alter table users enable trigger lock_leaving_assignee')
    expect((await read()).assignee.name).toBe('Sofia')
    await app.sql(`update users set disabled_at = null where id = $1`, [sofia.id])
  })

  test('a person who is disabled while waiting for the ticket does not get it', async () => {
    const holder = await connect(app.database.superuserUrl, 'holder')
    await holder.query('begin')
    await holder.query('select from support_tickets where id = $1 for update', [uuidIn(ticket)])
    const claiming = codes(act(sofia, 'claim', { ticketId: ticket }))
    await eventually('the claim waits', async () => {
      const { rows } = await holder.query(`select from pg_locks where not granted`)
      return rows.length > 0
    })
    await disable(sofia)
    await holder.query('commit')
    await holder.end()
    expect(await claiming).toEqual(['FORBIDDEN'])
    expect((await read()).assignee).toBeNull()
  })
})

test('SQL cannot assign an open ticket to a person who is not assignable', async () => {
  await disable(sofia)
  const client = await connect(app.database.roleUrls.staff, 'test')
  await client.query(`set parley.viewer_role = 'agent'; set parley.viewer_id = '${daniel.id}'`)
  const assign = (id: string) =>
    client.query('update support_tickets set assignee_id = $1 where id = $2', [id, uuidIn(ticket)])
  for (const id of [sofia.id, buyer.id]) await expect(assign(id)).rejects.toMatchObject({ code: '23514' })
  expect((await assign(ruth.id)).rowCount).toBe(1)
  await client.end()
})
