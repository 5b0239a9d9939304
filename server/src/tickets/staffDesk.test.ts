import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, agent: Actor, other: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent, other, admin] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('agent', 'Sofia'),
    app.actor('agent', 'Daniel'),
    app.actor('admin', 'Ruth'),
  ])
})
afterAll(() => app.close())

const TICKET = 'ticket { id status team assignee { name } notes type version } errors { code message path }'

async function change(actor: Actor, name: string, input: Record<string, unknown>) {
  const type =
    { claim: 'TicketIdInput', unclaim: 'TicketIdInput', deleteConversation: 'TicketIdInput' }[name] ??
    `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await app.gql(
    actor,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${TICKET} } }`,
    { input },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data[name]
}

test('a claim sets a ticket in progress, and another agent gets the assignee’s name', async () => {
  const { id } = await openTicket(app, buyer)
  expect((await change(agent, 'claim', { ticketId: id })).ticket).toMatchObject({
    status: 'IN_PROGRESS',
    assignee: { name: 'Sofia' },
  })
  const late = await change(other, 'claim', { ticketId: id })
  expect(late.errors[0]).toMatchObject({ code: 'CONFLICT', message: 'Sofia has claimed this ticket.' })
  expect(late.ticket.assignee.name).toBe('Sofia')
  expect((await change(other, 'unclaim', { ticketId: id })).errors[0].code).toBe('FORBIDDEN')
  expect((await change(agent, 'unclaim', { ticketId: id })).ticket).toMatchObject({ status: 'OPEN', assignee: null })
})

test('assigning a ticket to a person and a team is recorded in its history', async () => {
  const { id } = await openTicket(app, buyer)
  const handed = await change(agent, 'assign', { ticketId: id, agentId: gid('User', other.id) })
  expect(handed.ticket.assignee.name).toBe('Daniel')
  expect((await change(agent, 'assign', { ticketId: id, agentId: gid('User', buyer.id) })).errors[0].code).toBe(
    'NOT_FOUND',
  )
  expect((await change(agent, 'assign', { ticketId: id, team: 'Nobody' })).errors[0].code).toBe('NOT_FOUND')
  const { data } = await app.gql(
    buyer,
    `query ($id: ID!) { ticket(id: $id) { timeline(last: 1) { edges { node { actor { name } ... on AssignmentEntry { assignee { name } team claimed } } } } } }`,
    { id },
  )
  expect(data.ticket.timeline.edges[0].node).toEqual({
    actor: { name: 'Sofia' },
    assignee: { name: 'Daniel' },
    team: null,
    claimed: false,
  })
})

test('private notes are only for staff, and report conflicting changes', async () => {
  const { id } = await openTicket(app, buyer)
  const written = await change(agent, 'setNotes', { ticketId: id, notes: 'Calls at noon.' })
  expect(written.ticket.notes).toBe('Calls at noon.')
  const late = await change(other, 'setNotes', {
    ticketId: id,
    notes: 'Never calls.',
    expectedVersion: written.ticket.version - 1,
  })
  expect(late.errors[0].code).toBe('CONFLICT')
  expect(late.ticket.notes).toBe('Calls at noon.')
  const seen = await app.gql(buyer, `query ($id: ID!) { ticket(id: $id) { notes version lastSeq } }`, { id })
  expect(seen.data.ticket).toEqual({ notes: null, version: 1, lastSeq: 1 })
})

describe('a conflict', () => {
  const NOTES = 'ticket { notes version notesVersion notesEditedBy { name } notesEditedAt } errors { code message }'
  const setNotes = async (who: Actor, input: object) =>
    (await app.gql(who, `mutation ($input: SetNotesInput!) { setNotes(input: $input) { ${NOTES} } }`, { input })).data
      .setNotes

  test('of private notes is only another person’s change of the notes, and names that person', async () => {
    const { id } = await openTicket(app, buyer)
    const first = await setNotes(agent, { ticketId: id, notes: 'One.', expectedNotesVersion: 0 })
    expect(first).toMatchObject({ ticket: { notesEditedBy: { name: 'Sofia' } }, errors: [] })
    const { version, notesVersion } = first.ticket
    await reply(app, buyer, id, 'Hello?')
    await change(other, 'setStatus', { ticketId: id, status: 'RESOLVED' })
    expect((await setNotes(agent, { ticketId: id, notes: 'Two.', expectedNotesVersion: notesVersion })).errors).toEqual(
      [],
    )
    const [byNotes, byTicket] = [
      await setNotes(other, { ticketId: id, notes: 'Mine.', expectedNotesVersion: notesVersion }),
      await setNotes(other, { ticketId: id, notes: 'Mine.', expectedVersion: version }),
    ]
    for (const late of [byNotes, byTicket]) {
      expect(late.ticket).toMatchObject({
        notes: 'Two.',
        notesEditedBy: { name: 'Sofia' },
        notesEditedAt: expect.any(String),
      })
      expect(late.errors).toMatchObject([
        { code: 'CONFLICT', message: expect.stringMatching(/^Sofia changed these notes/) },
      ])
    }
    await reply(app, buyer, id, 'Is anybody there?')
    // The ticket's version before the message.
    const seen = byTicket.ticket.version
    expect((await setNotes(other, { ticketId: id, notes: 'Three.', expectedVersion: seen })).errors).toEqual([])
  })

  test('does not occur for the same text', async () => {
    const { id } = await openTicket(app, buyer)
    await setNotes(agent, { ticketId: id, notes: 'One.' })
    expect((await setNotes(other, { ticketId: id, notes: 'One.', expectedNotesVersion: 0 })).errors).toEqual([])
  })

  test('and its author are visible only to staff', async () => {
    const { id } = await openTicket(app, buyer)
    await setNotes(agent, { ticketId: id, notes: 'One.' })
    const { data } = await app.gql(
      buyer,
      `query ($id: ID!) { ticket(id: $id) { notes notesVersion notesEditedBy { name } notesEditedAt } }`,
      { id },
    )
    expect(data.ticket).toEqual({ notes: null, notesVersion: null, notesEditedBy: null, notesEditedAt: null })
  })

  const related: [string, object, [string, object]][] = [
    ['setPriority', { priority: 'HIGH' }, ['setPriority', { priority: 'LOW' }]],
    ['setType', { type: 'QUESTION' }, ['setType', { type: 'FEATURE_REQUEST' }]],
    ['renameTicket', { subject: 'The lamp is dark' }, ['renameTicket', { subject: 'No light' }]],
    ['setStatus', { status: 'IN_PROGRESS' }, ['setStatus', { status: 'RESOLVED' }]],
    ['assign', { team: 'Customer Service', agentId: null }, ['claim', {}]],
    ['claim', {}, ['claim', {}]],
  ]
  test.each(related)('of %s is only another change of the same field', async (name, input, [rival, rivals]) => {
    const opened = await openTicket(app, buyer)
    const { id } = opened
    await reply(app, buyer, id, 'Hello?')
    await change(other, 'setNotes', { ticketId: id, notes: 'x' })
    expect((await change(agent, name, { ticketId: id, ...input, expectedVersion: 1 })).errors).toEqual([])
    const { id: contested } = await openTicket(app, buyer)
    expect((await change(other, rival, { ticketId: contested, ...rivals })).errors).toEqual([])
    const late = await change(agent, name, { ticketId: contested, ...input, expectedVersion: 1 })
    expect(late.errors[0].code).toBe('CONFLICT')
    const early = await change(agent, name, { ticketId: contested, ...input, expectedVersion: 99 })
    expect(early.errors[0].code).toBe('CONFLICT')
  })

  test('of ending a ticket is also an unread message', async () => {
    const { id } = await openTicket(app, buyer)
    const close = (expectedVersion: number) =>
      change(agent, 'setStatus', { ticketId: id, status: 'CLOSED', expectedVersion })
    await reply(app, agent, id, 'Which lamp is it?')
    await reply(app, buyer, id, 'Wait, one more thing.')
    expect((await close(2)).errors[0].code).toBe('CONFLICT')
    await reply(app, agent, id, 'Go on.')
    // The viewer's own messages count as read.
    expect((await close(3)).errors).toEqual([])
  })
})

test('buyers cannot do what is reserved for staff', async () => {
  const { id } = await openTicket(app, buyer)
  for (const [name, input] of Object.entries({
    claim: {},
    unclaim: {},
    assign: { team: 'Customer Service' },
    setNotes: { notes: 'x' },
    setType: { type: 'QUESTION' },
    renameTicket: { subject: 'Mine' },
    deleteConversation: {},
  })) {
    expect((await change(buyer, name, { ticketId: id, ...input })).errors[0].code).toBe('FORBIDDEN')
  }
})

test('an admin deletes a message: its text is removed everywhere, a tombstone remains', async () => {
  const { id } = await openTicket(app, buyer)
  const sent = await reply(app, buyer, id, 'My card number is 4111 1111')
  const erase = `mutation ($input: DeleteMessageInput!) { deleteMessage(input: $input) { message { body deletedAt } errors { code } } }`
  expect(
    (await app.gql(agent, erase, { input: { messageId: sent.message!.id } })).data.deleteMessage.errors[0].code,
  ).toBe('FORBIDDEN')
  const gone = await app.gql(admin, erase, { input: { messageId: sent.message!.id } })
  expect(gone.data.deleteMessage).toMatchObject({ message: { body: null, deletedAt: expect.any(String) }, errors: [] })
  const [kept] = await app.sql<{ n: number }>(`select count(*)::int as n from ticket_messages where body like '%4111%'`)
  expect(kept!.n).toBe(0)
  expect((await change(admin, 'deleteConversation', { ticketId: id })).errors).toEqual([])
  const { data } = await app.gql(
    buyer,
    `query ($id: ID!) { ticket(id: $id) { snippet timeline(first: 9) { edges { node { ... on MessageEntry { message { body } } } } } } }`,
    { id },
  )
  expect(data.ticket).toEqual({
    snippet: null,
    timeline: { edges: [{ node: { message: { body: null } } }, { node: { message: { body: null } } }] },
  })
})

test('a hundred tickets change at once, each with its own history; only missing ones fail', async () => {
  const tickets = await Promise.all(Array.from({ length: 30 }, () => openTicket(app, buyer)))
  const ids = [...tickets.map(({ id }) => id), gid('Ticket', '00000000-0000-4000-8000-000000000000')]
  const { data } = await app.gql(
    agent,
    `mutation ($input: UpdateTicketsInput!) { updateTickets(input: $input) { results { ticketId ticket { status priority tags assignee { name } } errors { code } } errors { code } } }`,
    {
      input: {
        ticketIds: ids,
        status: 'RESOLVED',
        priority: 'LOW',
        addTags: ['batch'],
        agentId: gid('User', agent.id),
      },
    },
  )
  const { results, errors } = data.updateTickets
  expect(errors).toEqual([])
  expect(
    results
      .slice(0, 30)
      .every(
        (r: any) =>
          r.ticket.status === 'RESOLVED' && r.ticket.tags.includes('batch') && r.ticket.assignee.name === 'Sofia',
      ),
  ).toBe(true)
  expect(results[30]).toMatchObject({ ticket: null, errors: [{ code: 'NOT_FOUND' }] })
  const uuids = tickets.map(({ id }) => Buffer.from(id, 'base64').toString().split(':')[1])
  const logs = await app.sql<{ seqs: number[] }>(
    `select array_agg(seq order by seq) as seqs from ticket_events where ticket_id = any ($1) group by ticket_id`,
    [uuids],
  )
  expect(logs.map(({ seqs }) => seqs)).toEqual(Array(30).fill([1, 2, 3, 4, 5]))
})

test('staff can look people up; a buyer finds no strangers, and no address by guessing', async () => {
  const stranger = await app.actor('buyer', 'Otto Fremd')
  const look = (who: Actor, text: string) =>
    app.gql(who, `query ($text: String) { users(text: $text) { totalCount edges { node { name email } } } }`, { text })
  expect((await look(agent, 'Otto Fremd')).data.users).toMatchObject({
    totalCount: 1,
    edges: [{ node: { email: stranger.email } }],
  })
  expect((await look(buyer, 'Otto')).data.users.edges).toEqual([])
  expect((await look(buyer, agent.email)).data.users.edges).toEqual([])
})
