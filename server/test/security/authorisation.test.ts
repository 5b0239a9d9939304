import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { getNamedType, type GraphQLInterfaceType, type GraphQLObjectType, isLeafType, isObjectType } from 'graphql'
import { schema } from '../../src/schema.ts'
import { gid, testApp } from '../testApp.ts'
import { type Cell, fits, inParallel, operations, outcomeOf, withFields } from './cells.ts'
import { nudging } from './nudges.ts'
import { OPERATIONS } from './operations.ts'
import { ROUTES } from './routes.ts'
import { expectedFor } from './outcomes.ts'
import { FIELD_RULES as rules, ruleOf } from './rules.ts'
import { type Ask, overHttp, overSockets, type Result } from './transports.ts'
import { checksum } from './checksum.ts'
import { variablesIn } from './variables.ts'
import { buildWorld, type World } from './world.ts'

const ROOTS = ['Query', 'Mutation', 'Subscription']

let world: World
let sockets: ReturnType<typeof overSockets>
let asks: { http: Ask; socket: Ask }
beforeAll(async () => {
  world = await buildWorld(await testApp({ jobs: false }))
  sockets = overSockets(world.app)
  asks = { http: nudging(overHttp(world.app), world.app), socket: nudging(sockets.ask, world.app) }
})
afterAll(async () => {
  await sockets.close()
  await world.app.close()
})

test('every field of every type has one rule, and every rule a field', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  const fields = types.flatMap((type) =>
    isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
  )
  expect(rules.map(({ type, field }) => `${type}.${field}`).sort()).toEqual(fields.sort())
})

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  // While an older transaction is open, in any database, "from now" starts before it: earlier changes would be delivered first, of
  // another kind than a route expects.
  beforeEach(() => world.app.sql('delete from live_changes'))

  test.each(Object.keys(ROUTES))('%s is only visible to permitted people, field by field', async (type) => {
    const cells = rules
      .filter((rule) => rule.type === type)
      .flatMap((rule) =>
        ROUTES[type]!.flatMap((route) => peopleOver(transport).map((who) => ({ ...rule, route, who }))),
      )
    const check = async (fields: Cell[]): Promise<string[]> => {
      const { route, who } = fields[0]!
      const result = await asks[transport](actorOf(who), withFields(route, fields), variablesOf(who))
      const found = fields.flatMap((cell) => fault(cell, result))
      // If several fields are in one operation, an error may belong to any of them: each is then queried separately.
      if (fields.length === 1 || (found.length === 0 && !result.errors)) return found
      return (await inParallel(fields, (cell) => check([cell]))).flat()
    }
    const wrong = await inParallel(operations(cells), check)
    expect(wrong.flat()).toEqual([])
  })

  test.each(
    rules.filter(({ type }) => ROOTS.includes(type)).map((rule) => [`${rule.type}.${rule.field}`, rule] as const),
  )(
    '%s follows its rule for each person, and changes nothing if it is rejected',
    async (_name, { type, field, rule }) => {
      for (const who of peopleOver(transport)) {
        const expected = expectedFor(rule, who)
        const denied = type === 'Mutation' && expected !== 'value'
        const before = denied ? await checksum(world.app) : ''
        const result = await asks[transport](actorOf(who), OPERATIONS[field]!, variablesOf(who))
        const got = outcomeOf(result, [field])
        expect(`${who}: ${fits(expected, got) ? expected : got}`).toBe(`${who}: ${expected}`)
        if (denied) expect(`${who}: ${await checksum(world.app)}`).toBe(`${who}: ${before}`)
        expect(leaks(result, who)).toBe(false)
      }
    },
  )
})

test('lists, counts, tags and live inboxes contain only what the viewer may see', async () => {
  for (const who of peopleOver('http')) {
    if (who === 'anonymous') continue
    const mine = await entitled(who)
    const query = '{ tickets(first: 100) { totalCount edges { node { id } } } ticketCounts { total } }'
    const { data } = await asks.http(actorOf(who), query, {})
    const listed: string[] = data.tickets.edges.map((edge: { node: { id: string } }) => edge.node.id)
    expect([who, listed.sort()]).toEqual([who, mine])
    expect([who, data.tickets.totalCount, data.ticketCounts.total]).toEqual([who, mine.length, mine.length])
    const feed =
      'subscription ($inbox: Cursor) { inboxEvents(after: $inbox) { ... on InboxUpdate { removedIds tickets { id } } } }'
    const { inboxEvents } = (await asks.socket(actorOf(who), feed, variablesOf(who))).data
    const delivered = [...inboxEvents.removedIds, ...inboxEvents.tickets.map(({ id }: { id: string }) => id)]
    expect(delivered.filter((id: string) => !mine.includes(id))).toEqual([])
  }
})

test('notes and other people’s objects cannot be read by their ids', async () => {
  const { noteId } = world.tickets.buyer
  for (const who of peopleOver('http')) {
    const { data } = await asks.http(actorOf(who), 'query ($id: ID!) { node(id: $id) { id } }', {
      id: noteId,
    })
    expect([who, data?.node === null || data?.node === undefined]).toEqual([who, !/agent|admin/.test(who)])
  }
})

const TABLES: Record<string, string> = {
  ApiToken: 'api_tokens',
  Attachment: 'attachments',
  ChatRequest: 'chat_requests',
  Invitation: 'invitations',
  Message: 'ticket_messages',
  Notification: 'notifications',
  ScreenShare: 'screen_shares',
  Seller: 'sellers',
  Session: 'sessions',
  Ticket: 'support_tickets',
  User: 'users',
}

test('every kind of node is in the test below', () => {
  const nodes = schema.getImplementations(schema.getType('Node') as GraphQLInterfaceType).objects
  expect(nodes.map(({ name }) => name).sort()).toEqual(Object.keys(TABLES))
})

test.each(Object.entries(TABLES))(
  'node(id) of a %s answers everyone, and never with an internal error',
  async (type, table) => {
    const fields = Object.values((schema.getType(type) as GraphQLObjectType).getFields())
    const leaves = fields.filter(({ type: of, args }) => args.length === 0 && isLeafType(getNamedType(of)))
    const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${leaves.map(({ name }) => name).join(' ')} } } }`
    const rows = await world.app.sql<{ id: string }>(`select id from ${table} limit 3`)
    // Of this type, of another one, and invalid ones.
    const [other] = await world.app.sql<{ id: string }>(
      `select id from ${table === 'users' ? 'support_tickets' : 'users'} limit 1`,
    )
    const ids = [...rows, other!, { id: randomUUID() }].map(({ id }) => gid(type, id))
    expect(rows.length).toBeGreaterThan(0)
    for (const who of peopleOver('http'))
      for (const id of ids) {
        const { errors = [] } = await asks.http(actorOf(who), query, { id })
        const codes = errors.map(({ extensions }) => extensions?.['code'])
        expect([who, codes]).toEqual([who, who === 'anonymous' ? ['UNAUTHENTICATED'] : []])
      }
  },
)

test('a signed-out client gets no socket', async () => {
  await expect(asks.socket(null, 'query { desk { name } }', {})).rejects.toMatchObject({ code: 4403 })
})

test.each(['buyer', 'seller'])(
  'a %s cannot create a ticket for another person, and a seller not for another person’s shop',
  async (role) => {
    const create = `mutation ($uuid: ID!, $requesterId: ID, $sellerId: ID) {
    createTicket(input: { subject: "s", body: "b", clientId: $uuid, requesterId: $requesterId, sellerId: $sellerId }) { errors { code } } }`
    const who = `${role} stranger`
    const before = await checksum(world.app)
    const forSomebody = { requesterId: gid('User', world.people['buyer owner']!.id) }
    for (const more of role === 'seller' ? [forSomebody, { sellerId: world.shopId }] : [forSomebody]) {
      const result = await asks.http(actorOf(who), create, { uuid: randomUUID(), ...more })
      expect(outcomeOf(result, ['createTicket'])).toBe('FORBIDDEN')
    }
    expect(await checksum(world.app)).toBe(before)
  },
)

test.each(['buyer', 'seller', 'agent', 'admin'])(
  'tags on a new ticket, sent by a %s, follow the rule for tags on their own ticket',
  async (role) => {
    const expected = expectedFor(ruleOf('Mutation', 'updateTags'), `${role} owner`)
    const create = `mutation ($uuid: ID!, $tags: [String!]) {
      createTicket(input: { subject: "s", body: "b", clientId: $uuid, tags: $tags }) { ticket { tags } errors { code path } } }`
    const actor = actorOf(`${role} stranger`)
    const before = await checksum(world.app)
    const result = await asks.http(actor, create, { uuid: randomUUID(), tags: ['urgent'] })
    expect(outcomeOf(result, ['createTicket'])).toBe(expected)
    if (expected === 'FORBIDDEN') {
      expect(result.data.createTicket.errors[0].path).toEqual(['input', 'tags'])
      expect(await checksum(world.app)).toBe(before)
    } else expect(result.data.createTicket.ticket.tags).toEqual(['urgent'])
    const without = await asks.http(actor, create, { uuid: randomUUID(), tags: [] })
    expect(outcomeOf(without, ['createTicket'])).toBe('value')
  },
)

test.each(['buyer', 'seller'])('a %s cannot write internal notes', async (role) => {
  const note = `mutation ($ticket: ID!, $uuid: ID!) {
    reply(input: { ticketId: $ticket, clientId: $uuid, body: "b", audience: STAFF }) { errors { code } } }`
  const result = await asks.http(actorOf(`${role} owner`), note, variablesOf(`${role} owner`))
  expect(outcomeOf(result, ['reply'])).toBe('FORBIDDEN')
})

/** The viewer. Signed-out people have no socket. */
function peopleOver(transport: 'http' | 'socket'): string[] {
  return [...(transport === 'http' ? ['anonymous'] : []), ...Object.keys(world.people)]
}

const actorOf = (who: string) => world.people[who] ?? null

/** The violation of one field of a response; null if there is none. */
function fault({ type, field, rule, route, who }: Cell, result: Result): string | never[] {
  const expected = expectedFor(rule, who)
  const got = outcomeOf(result, [...route.path.split('.').filter(Boolean), field])
  if (leaks(result, who)) return `${who} reads in ${type}.${field} what is not theirs: ${JSON.stringify(result)}`
  return fits(expected, got) ? [] : `${type}.${field} for ${who} by ${route.path}: ${got}, not ${expected}`
}

/** The buyer's ticket is used for everyone, except for the seller who owns one. */
const variablesOf = (who: string) => variablesIn(world, who, who === 'seller owner' ? 'seller' : 'buyer')

/** The ticket ids that a person may see, by the rules of the desk and not by its policies. */
async function entitled(who: string): Promise<string[]> {
  const rows = await world.app.sql<{ id: string }>(
    `select t.id from support_tickets t where $2 or t.requester_id = $1 or exists (
       select 1 from ticket_participants p where p.ticket_id = t.id and p.user_id = $1 and p.left_at is null)`,
    [actorOf(who)!.id, /agent|admin/.test(who)],
  )
  return rows.map(({ id }) => gid('Ticket', id)).sort()
}

/** Whether a requester's response contains a note, or another person's address. */
function leaks(result: Result, who: string): boolean {
  if (/agent|admin/.test(who)) return false
  const text = JSON.stringify(result)
  const own = actorOf(who)?.email ?? '-'
  return text.includes('SECRET') || text.replaceAll(own, '').includes('@parley.test')
}
