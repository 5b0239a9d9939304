import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

// A message on a ticket that nobody has: told to the agents of its team, until somebody has it or answers.

let app: TestApp
let buyer: Actor, ruth: Actor, sofia: Actor, daniel: Actor, ticket: { id: string; number: string }
beforeAll(async () => {
  app = await testApp()
  await app.sql(`insert into teams (name) values ('Repairs'), ('Returns')`)
  buyer = await app.actor('buyer', 'Mira')
  ruth = await app.actor('admin', 'Ruth')
  sofia = await app.actor('agent', 'Sofia')
  daniel = await app.actor('agent', 'Daniel')
})
beforeEach(async () => {
  await app.sql('delete from notifications')
  await app.sql('update users set team = null, disabled_at = null')
  ticket = await openTicket(app, buyer)
})
afterAll(() => app.close())

const listed = async (who: Actor): Promise<any[]> =>
  (
    await app.gql(who, `{ notifications { edges { node { kind text count readAt ticket { number } } } } }`)
  ).data.notifications.edges.map(({ node }: any) => node)
const told = async (who: Actor) =>
  (await listed(who)).filter(({ kind }) => kind === 'UNASSIGNED').map(({ text }) => text)
const toldOf = async (...people: Actor[]) => Promise.all(people.map(told))

async function act(who: Actor, name: string, input: object): Promise<void> {
  const type = name.endsWith('claim') ? 'TicketIdInput' : `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await app.gql(
    who,
    `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`,
    { input },
  )
  if (errors || data[name].errors.length > 0) throw new Error(JSON.stringify(errors ?? data[name].errors))
}
/** Changes somebody's role, and waits until the server knows: it remembers who has a token until it hears of a change. */
const become = async (person: Actor, role: Actor['role']) => {
  await app.sql('update users set role = $2::user_role where id = $1', [person.id, role])
  const known = async () => (await app.gql(person, '{ viewer { role } }')).data.viewer.role as string
  await eventually('the server knows', known, (now) => now === role.toUpperCase())
}
const setTeam = (person: Actor, team: string | null) =>
  app.sql('update users set team = $2 where id = $1', [person.id, team])
const disable = (person: Actor) => app.sql('update users set disabled_at = now() where id = $1', [person.id])

describe('who is told', () => {
  test('all agents where the team has no members, in one line that counts; neither the admins nor the customer', async () => {
    const first = [`New unassigned ticket ${ticket.number}`]
    expect(await toldOf(sofia, daniel, ruth, buyer)).toEqual([first, first, [], []])
    await reply(app, buyer, ticket.id, 'It hums, too.')
    await reply(app, buyer, ticket.id, 'And smells.')
    const more = [`3 new messages on unassigned ticket ${ticket.number}`]
    expect(await toldOf(sofia, daniel)).toEqual([more, more])
    await act(sofia, 'markRead', { ticketId: ticket.id, seq: 3 })
    await reply(app, buyer, ticket.id, 'Is anybody there?')
    const [latest] = await listed(sofia)
    expect(latest).toMatchObject({ text: `New message on unassigned ticket ${ticket.number}`, count: 1, readAt: null })
  })

  test('the members of the team, where it has any', async () => {
    await setTeam(sofia, 'Repairs')
    await setTeam(daniel, 'Returns')
    await app.sql(`update support_tickets set team = 'Repairs' where ticket_number = $1`, [ticket.number])
    await app.sql('delete from notifications')
    await reply(app, buyer, ticket.id, 'It hums, too.')
    expect(await toldOf(sofia, daniel, ruth)).toEqual([[`New message on unassigned ticket ${ticket.number}`], [], []])
    await disable(sofia)
    // Nobody of the team is left.
    await reply(app, buyer, ticket.id, 'Hello?')
    expect(await toldOf(daniel, ruth)).toEqual([[`New message on unassigned ticket ${ticket.number}`], []])
  })

  test('the admins, where there are no agents', async () => {
    await Promise.all([sofia, daniel].map(disable))
    await reply(app, buyer, ticket.id, 'Hello?')
    expect(await told(ruth)).toEqual([`New message on unassigned ticket ${ticket.number}`])
    const left = await app.sql(
      `select from notifications where kind = 'unassigned' and user_id = any ($1) and count > 1`,
      [[sofia.id, daniel.id]],
    )
    expect(left).toEqual([])
  })

  test('nobody of what staff write, and nobody of a ticket that somebody has', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    expect(await toldOf(sofia, daniel)).toEqual([[], []])
    await act(sofia, 'claim', { ticketId: ticket.id })
    await reply(app, buyer, ticket.id, 'The green one.')
    expect(await toldOf(sofia, daniel)).toEqual([[], []])
    expect((await listed(sofia)).map(({ kind }) => kind)).toEqual(['REPLY'])
  })

  test('of a ticket that a customer opens again, once', async () => {
    const again = async (): Promise<void> => act(buyer, 'setStatus', { ticketId: ticket.id, status: 'OPEN' })
    await act(daniel, 'setStatus', { ticketId: ticket.id, status: 'CLOSED' })
    expect(await told(sofia)).toEqual([])
    await again()
    expect(await told(sofia)).toEqual([`${ticket.number} was reopened and is unassigned`])
    await reply(app, buyer, ticket.id, 'It is broken again.')
    expect(await told(sofia)).toEqual([`New message on unassigned ticket ${ticket.number}`])
    await act(daniel, 'setStatus', { ticketId: ticket.id, status: 'CLOSED' })
    await reply(app, buyer, ticket.id, 'And again.')
    expect(await told(sofia)).toEqual([`New message on unassigned ticket ${ticket.number}`])
  })

  test('of a ticket whose assignee has left, when the customer writes again', async () => {
    await act(sofia, 'claim', { ticketId: ticket.id })
    await act(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
    await disable(sofia)
    await reply(app, buyer, ticket.id, 'It is broken again.')
    expect(await told(daniel)).toEqual([`New message on unassigned ticket ${ticket.number}`])
    expect((await listed(daniel)).length).toBe(1)
  })
})

describe('it disappears for everybody', () => {
  const ways: [string, () => Promise<unknown>][] = [
    ['claims it', () => act(sofia, 'claim', { ticketId: ticket.id })],
    ['is assigned it', () => act(sofia, 'assign', { ticketId: ticket.id, agentId: gid('User', daniel.id) })],
    [
      'is assigned it with others',
      () => act(sofia, 'updateTickets', { ticketIds: [ticket.id], agentId: gid('User', daniel.id) }),
    ],
    ['answers', () => reply(app, sofia, ticket.id, 'Which lamp is it?')],
    ['closes it', () => act(sofia, 'setStatus', { ticketId: ticket.id, status: 'CLOSED' })],
    ['closes it, who asked', () => act(buyer, 'setStatus', { ticketId: ticket.id, status: 'CLOSED' })],
  ]
  test.each(ways)('once somebody %s, read or not, on every screen', async (_name, settle) => {
    const client = wsClient(app, ruth)
    await setTeam(ruth, 'Customer Service')
    await setTeam(daniel, 'Customer Service')
    const unread = subscribe(client, 'subscription { unreadNotifications { count } }')
    await unread.until(({ data }) => data.unreadNotifications.count === 0)
    await reply(app, buyer, ticket.id, 'It hums, too.')
    await unread.until(({ data }) => data.unreadNotifications.count === 1)
    await act(daniel, 'markNotificationsRead', { ids: null })
    await settle()
    await unread.until(({ data }) => data.unreadNotifications.count === 0)
    expect(await toldOf(ruth, daniel, sofia)).toEqual([[], [], []])
    await client.dispose()
  })

  test('but not once somebody leaves a note, or sorts it', async () => {
    await reply(app, sofia, ticket.id, 'Third this week.', { audience: 'STAFF' })
    await act(sofia, 'updateTags', { ticketId: ticket.id, add: ['lamp'] })
    expect((await told(daniel)).length).toBe(1)
  })
})

test('who is staff no more sees none of them', async () => {
  expect((await told(sofia)).length).toBe(1)
  await become(sofia, 'buyer')
  expect(await listed(sofia)).toEqual([])
  await become(sofia, 'agent')
})

test('of many messages and a claim at once nothing is left over', async () => {
  const tickets = await Promise.all(Array.from({ length: 12 }, () => openTicket(app, buyer)))
  await Promise.all(
    tickets.flatMap(({ id }) => [
      reply(app, buyer, id, 'One.'),
      reply(app, buyer, id, 'Two.'),
      act(sofia, 'claim', { ticketId: id }),
      act(daniel, 'markNotificationsRead', { ids: null }),
    ]),
  )
  const left = await app.sql(`select from notifications n join support_tickets t on t.id = n.ticket_id
    where n.kind = 'unassigned' and t.assignee_id is not null and n.read_at is null`)
  expect(left).toEqual([])
})

test('control: without the withdrawal it stays', async () => {
  await app.sql(`create or replace function withdraw_unassigned(tickets uuid[]) returns void language sql as ''`)
  await act(sofia, 'claim', { ticketId: ticket.id })
  expect((await told(daniel)).length).toBe(1)
})
