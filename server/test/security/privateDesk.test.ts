import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isInputObjectType } from 'graphql'
import { schema } from '../../src/schema.ts'
import { mutate } from '../mutate.ts'
import { type Actor, gid, testApp } from '../testApp.ts'
import { checksum } from './checksum.ts'
import { OPERATIONS } from './operations.ts'
import { QUERIES } from './traces.ts'
import { type Ask, overHttp, overSockets, type Result } from './transports.ts'
import { buildWorld, type World } from './world.ts'

/**
 * Tickets that are private for the viewer, and everything in them, answer exactly as if they did not exist: each operation that takes
 * the id of such an object is sent with it and with an id of nothing.
 */

let world: World
let sockets: ReturnType<typeof overSockets>
let asks: Record<'http' | 'socket', Ask>
let viewers: Record<'agent' | 'admin', Actor>
beforeAll(async () => {
  world = await buildWorld(await testApp({ jobs: false }))
  viewers = { agent: await world.app.actor('agent', 'another'), admin: await world.app.actor('admin', 'another') }
  // Only a first visit is a change.
  await world.app.sql('update users set last_seen_at = now()')
  sockets = overSockets(world.app)
  asks = { http: overHttp(world.app), socket: sockets.ask }
})
afterAll(async () => {
  await sockets.close()
  await world.app.close()
})

/** Operations beyond those of the matrix, for other ways to name the same objects. */
const MORE: Record<string, string> = {
  'ticket by id': `query ($ticket: ID!) { ticket(id: $ticket) { number subject timeline(last: 5) { edges { node { id } } } } }`,
  'ticket by number': `query ($number: String!) { ticket(number: $number) { number } }`,
  'updateTickets, for each': `mutation ($ticket: ID!) { updateTickets(input: { ticketIds: [$ticket], priority: HIGH, addTags: ["x"] }) { results { ticketId ticket { id } errors { code message } } errors { code message } } }`,
  'chatRequests of': `query ($ticket: ID!) { chatRequests(ticketId: $ticket) { totalCount edges { node { id } } } }`,
  'notificationsOf, about': `query ($agent: ID!, $ticket: ID!) { notificationsOf(userId: $agent, ticketId: $ticket) { kind } }`,
  'sessionWarnings, when moved': `query ($ticket: ID!, $session: ID!, $sessionAt: DateTime!) { sessionWarnings(ticketId: $ticket, sessionId: $session, startsAt: $sessionAt, minutes: 30) { kind } }`,
  'ticketEvents, from a cursor': `subscription ($ticket: ID!, $after: Cursor) { ticketEvents(ticketId: $ticket, after: $after) { __typename } }`,
  'requestChat, to join': `mutation ($ticket: ID!) { requestChat(input: { reason: "r", ticketId: $ticket }) { errors { code message } } }`,
  'requestChat, by number': `mutation ($number: String!) { requestChat(input: { reason: "r", ticketNumber: $number }) { errors { code message } } }`,
  'a file of another ticket': `mutation ($attachment: ID!, $uuid: ID!) { createTicket(input: { subject: "s", body: "b", clientId: $uuid, attachmentIds: [$attachment] }) { errors { code message } } }`,
}

const NOTHING = '00000000-0000-4000-8000-000000000000'
/** The ids of a ticket's objects by the variable that names them, in this order: of each, a missing one can be made. */
const named = (): Record<string, string> => {
  const { buyer } = world.tickets
  return {
    ticket: buyer.id,
    message: buyer.messageId,
    note: buyer.noteId,
    staffMessage: buyer.staffMessageId,
    attachment: buyer.attachmentId,
    request: buyer.requestId,
    spareRequest: world.spare.requestId,
    spare: world.spare.id,
    leaving: world.leaving.id,
    spareMessage: world.spare.messageId,
    session: world.sessions.buyer.id,
    spareSession: world.sessions.buyer.spareId,
    hosted: Object.values(world.sessions.buyer.hosted)[0]!,
    share: world.shares.buyer,
    scheduled: world.scheduled.buyer[0]!,
    scheduledToSend: world.scheduled.buyer[1]!,
    scheduledToCancel: world.scheduled.buyer[2]!,
  }
}
const typeIn = (id: string) => Buffer.from(id, 'base64').toString().split(':')[0]!
const missing = (ids: Record<string, string>) =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, gid(typeIn(id), NOTHING)]))

/** Every operation with an id or number of a ticket's object among its variables, and `node` with each of them. */
function operations(): [string, string][] {
  const names = [...Object.keys(named()), 'number']
  const takes = (query: string) => names.some((name) => query.includes(`$${name}:`))
  const nodes = Object.keys(named()).map((name): [string, string] => [
    `node of ${name}`,
    `query ($${name}: ID!) { node(id: $${name}) { __typename id } }`,
  ])
  const exact = (query: string) => query.replaceAll('errors { code }', 'errors { code path message }')
  return [
    ...Object.entries({ ...OPERATIONS, ...MORE })
      .filter(([, query]) => takes(query))
      .map(([name, query]): [string, string] => [name, exact(query)]),
    ...nodes,
  ]
}

/** The private states: of the whole desk, and of these tickets in an open one. */
const STATES = {
  'a private desk': `update desk_settings set privacy = 'participants'; update support_tickets set confidential = false`,
  'confidential tickets of an open desk': `update desk_settings set privacy = 'open';
    update support_tickets set confidential = (subject like 'A broken lamp%')`,
}

describe.each(Object.entries(STATES))('in %s', (_state, sql) => {
  beforeAll(async () => {
    await world.app.sql('delete from emergency_accesses')
    for (const one of sql.split(';')) await world.app.sql(one)
  })

  test.each(['agent', 'admin'] as const)(
    'every operation answers another %s as if there were no such object, and changes nothing',
    async (who) => {
      const differing: unknown[] = []
      const before = await checksum(world.app)
      for (const [name, query] of operations())
        for (const transport of ['http', 'socket'] as const) {
          // Feeds are compared over sockets, everything else over HTTP as well.
          if (transport === 'http' && query.startsWith('subscription')) continue
          if (transport === 'socket' && query.startsWith('mutation')) continue
          const given = common()
          const real = await answer(asks[transport], viewers[who], query, { ...given, ...named() })
          const none = await answer(asks[transport], viewers[who], query, {
            ...given,
            ...missing(named()),
            number: 'TC-999999',
          })
          if (real !== none) differing.push({ name, transport, real, none })
        }
      expect(differing).toEqual([])
      expect(await writtenBesides(before)).toEqual([])
    },
  )

  test.each(['agent', 'admin'] as const)('no list, count, feed or search of another %s has them', async (who) => {
    const queries = [
      ...QUERIES.filter((query) => !query.includes('$id')),
      `query { analytics(from: "2020-01-01T00:00:00Z", to: "2040-01-01T00:00:00Z") { satisfaction { comments { ticket { id number } rating { comment } } } } }`,
      `query { search(query: "lamp or secret") { edges { node { excerpt ticket { id number } message { id } } } } }`,
      `query { tickets(first: 100) { totalCount edges { node { id number subject } } } }`,
      `query { auditLog(first: 100) { edges { node { kind text ticket { id number } } } } }`,
      `query { customerTimeline(userId: "${gid('User', world.people['buyer owner']!.id)}", first: 100) { edges { node { excerpt ticket { id number } entry { id ... on MessageEntry { message { id } } } } } } }`,
      `query { customerSessions(userId: "${gid('User', world.people['buyer owner']!.id)}") { id ticket { id number } } }`,
      `query { notifications(first: 100) { edges { node { text messageId ticket { id number } } } } }`,
    ]
    const hidden = [world.tickets.buyer.number, world.spare.number, ...Object.values(named())]
    for (const query of queries) {
      const result = await asks.http(viewers[who], query, {})
      const text = JSON.stringify(result)
      expect([query, hidden.filter((secret) => text.includes(secret))]).toEqual([query, []])
    }
  })

  test('an admin with emergency access reads all of it', async () => {
    const { number } = world.tickets.buyer
    const { errors } = await mutate(world.app, viewers.admin, 'requestEmergencyAccess', {
      ticketNumber: number,
      reason: 'A threat to life',
    })
    expect(errors).toEqual([])
    const ids = named()
    for (const name of ['ticket', 'message', 'note', 'staffMessage', 'attachment', 'request', 'session', 'share']) {
      const { data } = await asks.http(viewers.admin, 'query ($id: ID!) { node(id: $id) { id } }', { id: ids[name] })
      expect([name, data.node?.id]).toEqual([name, ids[name]])
    }
    const { data } = await asks.http(
      viewers.admin,
      'query ($number: String!) { ticket(number: $number) { notes timeline(first: 50) { edges { node { __typename } } } } search(query: "lamp") { edges { node { excerpt } } } }',
      { number },
    )
    expect(data.ticket.notes).toBe('SECRET NOTES')
    expect(data.ticket.timeline.edges.length).toBeGreaterThan(5)
    expect(data.search.edges.length).toBeGreaterThan(0)
    // The other tickets stay private.
    const other = await asks.http(viewers.admin, 'query ($id: ID!) { node(id: $id) { id } }', { id: world.spare.id })
    expect(other.data.node).toBeNull()
  })
})

test('control: staff who take part are answered differently', async () => {
  const agent = world.people['agent stranger']!
  const differing: string[] = []
  for (const [name, query] of operations().filter(([, one]) => one.startsWith('query'))) {
    const given = common()
    const real = await answer(asks.http, agent, query, { ...given, ...named() })
    const none = await answer(asks.http, agent, query, { ...given, ...missing(named()), number: 'TC-999999' })
    if (real !== none) differing.push(name)
  }
  expect(differing).toEqual(expect.arrayContaining(['ticket by number', 'node of message', 'node of session']))
})

test('every argument that names an object of a ticket is in one of the operations', () => {
  const NAMES = /^(ticket|message|attachment|session|request|screenShare)(Ids?|Number)$/
  const tried = Object.values({ ...OPERATIONS, ...MORE }).join('\n')
  const inputs = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.keys(type.getFields()))
  const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!]
  const args = roots.flatMap((root) =>
    Object.values(root.getFields()).flatMap((field) => field.args.map(({ name }) => name)),
  )
  const names = [...new Set([...inputs, ...args])].filter((name) => NAMES.test(name))
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !new RegExp(`\\b${name}: (\\[?\\$|"nothing")`).test(tried))).toEqual([])
})

/** The variables that name nothing private. */
const common = () => ({
  number: world.tickets.buyer.number,
  guest: gid('User', world.guest.id),
  agent: gid('User', world.people['agent stranger']!.id),
  sharer: gid('User', world.sharers.buyer.id),
  sessionAt: world.sessionAt,
  otherAt: new Date(Date.parse(world.sessionAt) + 86_400_000).toISOString(),
  tomorrow: new Date(Date.now() + 24 * 3_600_000).toISOString(),
  after: world.tickets.buyer.staffCursor,
  uuid: randomUUID(),
})

/** The response as text, in which ids that were sent are replaced. */
async function answer(ask: Ask, who: Actor, query: string, variables: Record<string, string>): Promise<string> {
  const { data, errors }: Result = await ask(who, query, variables)
  const shown = JSON.stringify({
    data,
    errors: errors?.map(({ message, extensions }) => [message, extensions?.['code']]),
  })
  return Object.entries(variables)
    .filter(([name]) => query.includes(`$${name}:`))
    .reduce((text, [name, value]) => text.replaceAll(value, `$${name}`), shown)
}

/** The tables that have changed since. */
async function writtenBesides(before: string): Promise<string[]> {
  const sums = (text: string) => JSON.parse(text) as { name: string; sum: string }[]
  const was = new Map(sums(before).map(({ name, sum }) => [name, sum]))
  return sums(await checksum(world.app))
    .filter(({ name, sum }) => was.get(name) !== sum)
    .map(({ name }) => name)
}
