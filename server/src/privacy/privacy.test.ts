import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

// A private desk: a student, two counsellors and an admin. Each test has a case that Noah has claimed; Ada and the admin are others.
let app: TestApp
let student: Actor, noah: Actor, ada: Actor, admin: Actor
let id: string, number: string
const uuid = () => Buffer.from(id, 'base64').toString().slice('Ticket:'.length)
beforeAll(async () => {
  app = await testApp()
  student = await app.actor('buyer', 'Mira')
  noah = await app.actor('agent', 'Noah')
  ada = await app.actor('agent', 'Ada')
  admin = await app.actor('admin', 'Ruth')
  await app.sql(`UPDATE desk_settings SET privacy = 'participants'`)
})
beforeEach(async () => {
  ;({ id, number } = await openTicket(app, student, 'Exam nerves', 'I cannot sleep before zebra exams.'))
  expect(codes(await mutate(app, noah, 'claim', { ticketId: id }))).toEqual([])
  await reply(app, noah, id, 'Let us talk about the zebra exams.')
  await reply(app, noah, id, 'A zebra note', { audience: 'STAFF' })
})
afterAll(() => app.close())

const SEEN = `ticket(id: $id) { number notes timeline(first: 10) { edges { node { __typename } } } }`
const seen = async (who: Actor) => (await app.gql(who, `query ($id: ID!) { ${SEEN} }`, { id })).data.ticket
const found = async (who: Actor) =>
  (await app.gql(who, `{ search(query: "zebra") { edges { node { ticket { number } } } } }`)).data.search.edges.length
const listed = async (who: Actor) =>
  (await app.gql(who, `{ tickets(first: 100) { edges { node { number } } totalCount } ticketCounts { total open } }`))
    .data

test('a case exists for its counsellor and student, and for nobody else', async () => {
  expect((await seen(noah)).timeline.edges.length).toBeGreaterThan(3)
  expect((await seen(student)).number).toBe(number)
  for (const other of [ada, admin]) {
    expect(await seen(other)).toBeNull()
    const { tickets } = await listed(other)
    expect(tickets.edges.map((edge: any) => edge.node.number)).not.toContain(number)
    expect(tickets.totalCount).toBe(tickets.edges.length)
    expect(await found(other)).toBe(0)
    const { data } = await app.gql(other, `query ($id: ID!) { node(id: $id) { id } }`, { id })
    expect(data.node).toBeNull()
  }
  expect(await found(noah)).toBeGreaterThan(2)
})

test('what is tried with a foreign case answers as for one that does not exist', async () => {
  const nothing = gid('Ticket', '00000000-0000-4000-8000-000000000000')
  for (const [name, input] of [
    ['claim', {}],
    ['assign', { agentId: gid('User', ada.id) }],
    ['setStatus', { status: 'RESOLVED' }],
    ['setNotes', { notes: 'x' }],
    ['updateTags', { add: ['x'] }],
    ['setConfidential', { confidential: true }],
    ['markRead', { seq: 1 }],
  ] as const) {
    const ask = (ticketId: string) => mutate(app, ada, name, { ticketId, ...input })
    expect([name, await ask(id)]).toEqual([name, await ask(nothing)])
  }
})

test('an unclaimed case is in the queue of everyone, without its texts', async () => {
  const waiting = await openTicket(app, student, 'Moving out', 'My flatmate is a giraffe.')
  const ask = () =>
    app.gql(
      ada,
      `query ($id: ID!) { ticket(id: $id) { number subject type tags waitingSince snippet privacy { isReadable } timeline(first: 5) { edges { node { __typename } } } } }`,
      { id: waiting.id },
    )
  const { ticket } = (await ask()).data
  expect(ticket).toMatchObject({ subject: 'Moving out', snippet: null, privacy: { isReadable: false } })
  expect(ticket.timeline.edges).toEqual([])
  const search = await app.gql(ada, `{ search(query: "giraffe") { edges { node { excerpt } } } }`)
  expect(search.data.search.edges).toEqual([])
  const refused = await reply(app, ada, waiting.id, 'Hello').catch((error: Error) => error)
  expect(refused).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
  expect(codes(await mutate(app, ada, 'updateTags', { ticketId: waiting.id, add: ['housing'] }))).toEqual([])

  await app.sql('UPDATE desk_settings SET queue_readable = true')
  expect((await ask()).data.ticket).toMatchObject({ snippet: 'My flatmate is a giraffe.' })
  await app.sql('UPDATE desk_settings SET queue_readable = false')

  const claims = await Promise.all([noah, ada].map((who) => mutate(app, who, 'claim', { ticketId: waiting.id })))
  const winners = claims.filter(({ errors }) => errors.length === 0)
  expect(winners.length).toBe(1)
  const loser = claims[0].errors.length > 0 ? noah : ada
  const after = await app.gql(loser, `query ($id: ID!) { ticket(id: $id) { number } }`, { id: waiting.id })
  expect(after.data.ticket).toBeNull()
})

test('a mention lets a colleague in; giving a case away ends access', async () => {
  await reply(app, noah, id, '@Ada what do you think?', { audience: 'STAFF' })
  const mentioned = await app.sql<{ staff_ids: string[] }>(`SELECT staff_ids FROM support_tickets WHERE id = $1`, [
    uuid(),
  ])
  expect(mentioned[0]!.staff_ids).toEqual([noah.id, ada.id])
  expect((await seen(ada)).number).toBe(number)

  const given = await mutate(app, noah, 'assign', { ticketId: id, agentId: gid('User', admin.id) }, 'ticket { number }')
  expect(given).toEqual({ errors: [], ticket: { number } })
  expect(await seen(noah)).toBeNull()
  expect((await seen(admin)).number).toBe(number)
  expect(codes(await mutate(app, admin, 'unclaim', { ticketId: id }))).toEqual([])
  expect((await seen(admin)).timeline.edges).toEqual([])
})

test('open sockets end when access does', async () => {
  const after = (await app.gql(noah, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })).data.ticket.cursor
  const inboxAfter = (await app.gql(noah, '{ tickets(first: 1) { cursor } }')).data.tickets.cursor
  const client = wsClient(app, noah)
  const events = subscribe(
    client,
    `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { __typename ... on TicketEvent { entry { seq } } } }`,
    { id, after },
  )
  const inbox = subscribe(
    client,
    'subscription ($after: Cursor) { inboxEvents(after: $after) { __typename ... on InboxUpdate { removedIds } } }',
    { after: inboxAfter },
  )
  await reply(app, student, id, 'Are you there?')
  await events.next()
  await mutate(app, noah, 'assign', { ticketId: id, agentId: gid('User', ada.id) })
  await reply(app, student, id, 'For Ada alone')
  const last = await events.until(() => false).catch((error: Error) => error)
  expect(last).toBeInstanceOf(Error)
  expect(JSON.stringify(events.pending())).not.toContain('Message')
  await inbox.until(({ data }) => data.inboxEvents.removedIds?.includes(id))
  await client.dispose()
})

test('emergency access: for one hour, with a reason, never in secret', async () => {
  const ask = (who: Actor, more = {}) =>
    mutate(
      app,
      who,
      'requestEmergencyAccess',
      { ticketNumber: number, reason: 'A threat to life', ...more },
      'ticket { number }',
    )
  expect(codes(await ask(ada))).toEqual(['FORBIDDEN'])
  expect(codes(await ask(admin, { reason: ' ' }))).toEqual(['VALIDATION'])
  expect(codes(await ask(admin, { ticketNumber: 'TC-999999' }))).toEqual(['NOT_FOUND'])
  expect(await ask(admin)).toEqual({ errors: [], ticket: { number } })
  expect((await seen(admin)).timeline.edges.length).toBeGreaterThan(3)
  // For reading alone.
  expect(codes((await reply(app, admin, id, 'Hello')) as never)).toEqual(['FORBIDDEN'])
  expect(codes(await mutate(app, admin, 'assign', { ticketId: id, agentId: gid('User', admin.id) }))).toEqual([
    'FORBIDDEN',
  ])

  for (const who of [student, noah]) {
    const { data } = await app.gql(who, `{ notifications(first: 5) { edges { node { kind text } } } }`)
    const texts = data.notifications.edges.map((edge: any) => `${edge.node.kind} ${edge.node.text}`)
    expect(texts.join('\n')).toMatch(/EMERGENCY_ACCESS .*Ruth.*A threat to life/)
    const { data: log } = await app.gql(
      who,
      `query ($id: ID!) { ticket(id: $id) { timeline(last: 3) { edges { node { ... on EmergencyAccessEntry { reason } } } } } }`,
      { id },
    )
    expect(JSON.stringify(log)).toContain('A threat to life')
  }
  const { data } = await app.gql(admin, `{ auditLog(first: 5) { edges { node { kind text } } } }`)
  expect(JSON.stringify(data)).toContain('asked for emergency access')

  const after = (await app.gql(admin, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })).data.ticket.cursor
  const client = wsClient(app, admin)
  const events = subscribe(
    client,
    `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { __typename ... on TicketEvent { entry { seq } } } }`,
    { id, after },
  )
  await reply(app, student, id, 'More')
  await events.next()
  await app.sql(`UPDATE emergency_accesses SET expires_at = now() WHERE ticket_id = $1`, [uuid()])
  expect(await seen(admin)).toBeNull()
  await reply(app, student, id, 'After the hour')
  await events.until(() => false).catch(() => {})
  expect(events.pending()).toEqual([])
  await client.dispose()
})

test('notifications, audit entries, batches and exports are of what exists', async () => {
  await openTicket(app, student, 'Night thoughts', 'A secret platypus')
  const { data } = await app.gql(ada, `{ notifications(first: 50) { edges { node { text ticket { number } } } } }`)
  const texts = JSON.stringify(data)
  expect(texts).toMatch(/unassigned/)
  expect(texts).not.toContain('platypus')
  expect(texts).not.toContain(number)
  await mutate(app, noah, 'setConfidential', { ticketId: id, confidential: true })
  const audit = await app.gql(admin, `{ auditLog(first: 20) { edges { node { kind text ticket { number } } } } }`)
  expect(JSON.stringify(audit.data.auditLog.edges)).not.toContain('CONFIDENTIAL_CHANGED')
  const exported = await fetch(`${app.url}/export/tickets/${number}`, {
    headers: { Authorization: `Bearer ${ada.token}` },
  })
  expect(exported.status).toBe(404)
})
