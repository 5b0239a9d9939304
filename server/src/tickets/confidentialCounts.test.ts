import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { COUNT_CHECKS } from '../../test/countInvariants.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { rounds } from '../../test/rounds.ts'
import { type Actor, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'

// Kept counts while tickets are confidential: Noah has claimed one, Ada and the admin do not take part.
let app: TestApp
let buyer: Actor, noah: Actor, ada: Actor, admin: Actor
let id: string, number: string
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[buyer, noah, ada, admin] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('agent', 'Noah'),
    await app.actor('agent', 'Ada'),
    await app.actor('admin', 'Ruth'),
  ]
})
beforeEach(async () => {
  await app.sql(`update desk_settings set privacy = 'open'`)
  await app.sql('delete from support_tickets')
  await openTicket(app, buyer)
  ;({ id, number } = await openTicket(app, buyer))
  await change('claim', {})
  await change('updateTags', { add: ['lamp'] })
  await change('setConfidential', { confidential: true })
})
afterAll(() => app.close())

async function change(name: string, input: object, who = noah): Promise<void> {
  expect(codes(await mutate(app, who, name, { ticketId: id, ...input }))).toEqual([])
}
const FIELDS =
  'total open inProgress resolved closed mine starred unassigned waitingOnStaff disputed unreadUpTo100 unread'
const counts = async (who: Actor) => (await app.gql(who, `{ ticketCounts { ${FIELDS} } }`)).data.ticketCounts
const totals = () => Promise.all([noah, ada, admin].map(async (who) => (await counts(who)).total))
const tags = async (who: Actor) => (await app.gql(who, '{ ticketTags { tag count } }')).data.ticketTags
const kept = async () => (await app.sql<{ n: number }>('select sum(tickets)::int as n from ticket_counts'))[0]!.n
const violations = async () => (await Promise.all(Object.values(COUNT_CHECKS).map((sql) => app.sql(sql)))).flat()

it('leave out a confidential ticket, which counts for those for whom it exists', async () => {
  expect([await kept(), await totals()]).toEqual([1, [2, 1, 1]])
  expect(await tags(noah)).toEqual([{ tag: 'lamp', count: 1 }])
  expect([await tags(ada), await tags(admin)]).toEqual([[], []])
  expect(await counts(noah)).toMatchObject({ mine: 1, inProgress: 1, unreadUpTo100: 2, unread: 2 })
  expect(await counts(ada)).toMatchObject({ mine: 0, inProgress: 0, unreadUpTo100: 1, unread: 1 })
  await change('setConfidential', { confidential: false })
  expect([await kept(), await totals()]).toEqual([2, [2, 2, 2]])
  expect(await tags(ada)).toEqual([{ tag: 'lamp', count: 1 }])
  expect(await violations()).toEqual([])
})

it('follow all that happens to it, also while they are summed up', async () => {
  const steps: [object | null, () => Promise<unknown>][] = [
    [{ resolved: 1, inProgress: 0 }, () => change('setStatus', { status: 'RESOLVED' })],
    [{ resolved: 0, waitingOnStaff: 2 }, () => reply(app, buyer, id, 'It is broken again.')],
    [{ starred: 1 }, () => change('star', { starred: true })],
    [null, () => change('updateTags', { add: ['late'], remove: ['lamp'] })],
    [{ total: 2 }, () => app.sql('select sum_up_counts(false)')],
    [{ total: 2, mine: 1 }, () => app.sql('select sum_up_counts(true)')],
  ]
  for (const [expected, step] of steps) {
    await step()
    if (expected) expect(await counts(noah)).toMatchObject(expected)
    expect(await counts(ada)).toMatchObject({ total: 1, open: 1, mine: 0, starred: 0, waitingOnStaff: 1 })
    expect(await violations()).toEqual([])
    expect(await kept()).toBe(1)
  }
  expect([await tags(noah), await tags(ada)]).toEqual([[{ tag: 'late', count: 1 }], []])
  await change('unclaim', {})
  expect(await totals()).toEqual([2, 2, 2])
  expect(await counts(ada)).toMatchObject({ unassigned: 2 })
  await app.sql('update support_tickets set confidential = false, status = $1, tags = $2', ['closed', ['a', 'b']])
  expect(await counts(ada)).toMatchObject({ total: 2, closed: 2 })
  expect(await tags(ada)).toEqual([
    { tag: 'a', count: 2 },
    { tag: 'b', count: 2 },
  ])
  expect(await violations()).toEqual([])
})

it('lose nothing when a confidential ticket is added or deleted', async () => {
  await app.sql(
    `insert into support_tickets (id, subject, requester_id, confidential, tags) values (gen_random_uuid(), 'Secret', $1, true, '{lamp}')`,
    [buyer.id],
  )
  expect([await kept(), await violations()]).toEqual([1, []])
  await app.sql('delete from support_tickets where confidential')
  expect([await kept(), await violations(), await totals()]).toEqual([1, [], [1, 1, 1]])
})

it('forget a star on a ticket that exists no longer for somebody', async () => {
  await change('setConfidential', { confidential: false })
  await change('star', { starred: true }, ada)
  expect(await counts(ada)).toMatchObject({ starred: 1 })
  await change('setConfidential', { confidential: true })
  expect(await counts(ada)).toMatchObject({ starred: 0 })
})

it('count it for who is mentioned in it, and for an admin during an emergency', async () => {
  await reply(app, noah, id, '@Ada what do you think?', { audience: 'STAFF' })
  expect(await totals()).toEqual([2, 2, 1])
  expect(await counts(ada)).toMatchObject({ unreadUpTo100: 2, unread: 2 })
  const input = { ticketNumber: number, reason: 'A threat to life' }
  expect(codes(await mutate(app, admin, 'requestEmergencyAccess', input))).toEqual([])
  expect(await totals()).toEqual([2, 2, 2])
  expect(await tags(admin)).toEqual([{ tag: 'lamp', count: 1 }])
})

it('are read instead of the tickets, but in a private desk', async () => {
  await app.sql(
    `insert into ticket_counts (status, is_unassigned, is_escalated, tickets) values ('open', false, false, 1000)`,
  )
  await app.sql(`insert into tag_counts (tag, tickets) values ('probe', 1000)`)
  await app.sql('insert into assignee_counts (assignee_id, tickets) values ($1, 1000), ($2, 500)', [ada.id, noah.id])
  const listed = async (who: Actor) =>
    (await app.gql(who, '{ tickets(first: 9, filter: { status: [OPEN] }) { totalCount } }')).data.tickets.totalCount
  expect(await totals()).toEqual([1002, 1001, 1001])
  expect([await listed(noah), await listed(ada)]).toEqual([1001, 1001])
  expect([(await counts(noah)).mine, (await counts(ada)).mine]).toEqual([501, 1000])
  expect(await tags(ada)).toEqual([{ tag: 'probe', count: 1000 }])
  await app.sql(`update desk_settings set privacy = 'participants'`)
  expect(await totals()).toEqual([2, 1, 1])
  expect([await listed(noah), await listed(ada), await tags(ada)]).toEqual([1, 1, []])
  expect([(await counts(noah)).mine, (await counts(ada)).mine]).toEqual([1, 0])
  await app.sql('select sum_up_counts(true)')
})

it('lose no change of what is confidential that happens while they are counted afresh', async () => {
  const tickets = await Promise.all(Array.from({ length: 4 }, () => openTicket(app, buyer)))
  const state = { changing: true }
  const changes = Promise.all(
    tickets.map(async (ticket) => {
      const ask = async (name: string, input: object) =>
        expect(codes(await mutate(app, noah, name, { ticketId: ticket.id, ...input }))).toEqual([])
      await ask('claim', {})
      for (const confidential of [true, false, true, false]) {
        await ask('setConfidential', { confidential })
        await ask('updateTags', confidential ? { add: ['lamp'] } : { remove: ['lamp'] })
      }
    }),
  ).finally(() => (state.changing = false))
  while (state.changing) await app.sql('select sum_up_counts(true)')
  await changes
  expect([await kept(), await violations()]).toEqual([5, []])
})

/** Up to three conditions, most of which the kept counts tell. */
const conditions = {
  status: fc.subarray(['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED']),
  waitingOn: fc.constantFrom('STAFF', 'REQUESTER', 'SHOP'),
  waitingOnViewer: fc.boolean(),
  unassigned: fc.boolean(),
  escalated: fc.boolean(),
  text: fc.constantFrom('', ' ', 'lamp'),
  tags: fc.constantFrom(['lamp'], []),
  mine: fc.boolean(),
  starred: fc.boolean(),
  unread: fc.boolean(),
}
const names = fc.subarray(Object.keys(conditions) as (keyof typeof conditions)[], { maxLength: 3 })
const filters = fc
  .tuple(names, fc.record(conditions))
  .map(([wanted, filter]) => Object.fromEntries(wanted.map((name) => [name, filter[name]])))

it.each(['open', 'participants'])(
  'are the number of tickets in the list of each person (desk: %s)',
  async (privacy) => {
    const others = await Promise.all(Array.from({ length: 6 }, () => openTicket(app, buyer)))
    const act = (n: number, name: string, input: object, who = noah) =>
      mutate(app, who, name, { ticketId: others[n]!.id, ...input })
    for (const n of [0, 1, 2]) await act(n, 'claim', {}, n === 0 ? noah : ada)
    await reply(app, ada, others[1]!.id, 'Hello')
    for (const [n, who] of [
      [0, noah],
      [1, ada],
    ] as const)
      await act(n, 'setConfidential', { confidential: true }, who)
    for (const n of [0, 3]) await act(n, 'updateTags', { add: ['lamp'] })
    for (const n of [0, 2, 4]) await act(n, 'setStatus', { status: 'RESOLVED' }, n === 2 ? ada : noah)
    await app.sql('update support_tickets set confidential = true where id = $1', [uuidIn(others[5]!.id)])
    await app.sql(`update desk_settings set privacy = $1`, [privacy])
    const asked =
      'query ($filter: TicketFilter) { tickets(filter: $filter, first: 100) { totalCount edges { node { id } } } }'
    const found = new Set<string>()
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const sizes = await Promise.all(
          [noah, ada, admin].map(async (who) => {
            const { tickets } = (await app.gql(who, asked, { filter })).data
            expect(tickets.totalCount).toBe(tickets.edges.length)
            return tickets.totalCount
          }),
        )
        found.add(sizes.join(' '))
      }),
      { numRuns: rounds(60, 500), examples: [[{}], [{ status: ['OPEN', 'IN_PROGRESS'] }]] },
    )
    // The lists differ by person, and by filter.
    expect(found.size).toBeGreaterThan(3)
    expect([...found].some((sizes) => new Set(sizes.split(' ')).size === 3)).toBe(true)
  },
)
