import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { rounds } from '../rounds.ts'
import { addressShop, mentionShop } from '../security/shopWorld.ts'
import { buildWorld, type World } from '../security/world.ts'
import { type Actor, openTicket, reply, testApp, uuidIn } from '../testApp.ts'
import { type Field, person, value } from '../../src/statements/field.ts'
import { TYPES } from '../../src/statements/types.ts'
import { aboutTicket, outOfTheOrdinary } from './asked.ts'
import { askBothWays, askUntilSame, differencesIn, DIRECT } from './bothWays.ts'

/** How often random lists are asked for. */
const RUNS = rounds(25, 300)

let world: World
/** Everybody of the world, and the people of the shop. */
let people: Record<string, Actor>
/** Tickets of every kind, by name. */
let tickets: Record<string, { id: string; number: string }>

beforeAll(async () => {
  const app = await testApp({ jobs: false })
  world = await buildWorld(app)
  await app.app.preload()
  const shop = await mentionShop(world)
  await addressShop(world, shop)
  people = { ...world.people, guest: world.guest, ...shop.people }
  await app.sql('update support_tickets set confidential = true where id = $1', [world.spare.uuid])
  const long = await openTicket(app, people['buyer owner']!, 'Emoji', `${'👩‍👩‍👧‍👦 '.repeat(60)}`)
  for (const audience of ['PARTICIPANTS', 'STAFF', 'REQUESTER'])
    await reply(app, people['agent stranger']!, long.id, `"${audience}"\\ \u2028 <&> @agent ${'x'.repeat(300)}\n\ty`, {
      audience,
    })
  await app.sql(
    `update ticket_messages set deleted_at = now(), body = null where id = (
    select id from ticket_messages where ticket_id = $1 order by created_at desc limit 1)`,
    [uuidIn(long.id)],
  )
  tickets = { ...world.tickets, confidential: world.spare, leaving: world.leaving, long }
}, 300_000)
afterAll(() => world.app.close())

test('the queries of lists, threads and headers are answered by statements', () => {
  expect(Object.keys(DIRECT)).toEqual(
    expect.arrayContaining(
      'ThreadHead ThreadPage ThreadTicket TicketPage TicketCounts TicketDetails TicketByNumber TicketNow'.split(' '),
    ),
  )
})

/** Sends a reply, and repeats it for the other way, which answers with what is there already. */
async function replyBothWays(who: string, input: Record<string, unknown>) {
  const asked = { input: { clientId: randomUUID(), body: 'Both ways', ...input } }
  const both = await askBothWays(world.app, people[who]!, 'Reply', asked)
  return { ...both, differences: differencesIn(both.direct, both.oracle, `${who}: ${JSON.stringify(asked)}`) }
}

/** Asks both ways; returns who answered, and where the answers differ. */
async function compare(who: string, name: string, variables: Record<string, unknown>) {
  const { direct, oracle, by } = await askUntilSame(world.app, people[who]!, name, variables)
  const isOrdinary = !oracle.errors && !!oracle.data?.ticket
  return { by, isOrdinary, differences: differencesIn(direct, oracle, `${who}: ${name} ${JSON.stringify(variables)}`) }
}

test('everybody gets the same answer about every ticket from both ways', async () => {
  const differences: string[] = []
  const left: string[] = []
  for (const who of Object.keys(people))
    for (const [kind, ticket] of Object.entries(tickets))
      for (const [name, variables] of [
        ...aboutTicket(ticket),
        ...(kind === 'long' ? outOfTheOrdinary(ticket.id) : []),
      ]) {
        const found = await compare(who, name, variables)
        differences.push(...found.differences)
        if (found.by === 'graphql' && found.isOrdinary)
          left.push(`${who}, ${kind}: ${name} ${JSON.stringify(variables)}`)
      }
  expect(differences.slice(0, 20)).toEqual([])
  // Only errors and tickets that nobody sees are left to graphql-js.
  expect(left).toEqual([])
}, 600_000)

test('so does everybody in a private desk, where staff who take no part see nothing of a case', async () => {
  people['agent elsewhere'] = await world.app.actor('agent', 'elsewhere')
  const staffAndOwner = Object.keys(people).filter((who) => /^(agent|admin)|^buyer owner$/.test(who))
  await world.app.sql("update desk_settings set privacy = 'participants'")
  try {
    const differences: string[] = []
    const left: string[] = []
    const seen = new Set<string>()
    for (const who of staffAndOwner) {
      for (const [kind, ticket] of Object.entries(tickets))
        for (const [name, variables] of aboutTicket(ticket)) {
          const { by, direct, oracle } = await askUntilSame(world.app, people[who]!, name, variables)
          differences.push(...differencesIn(direct, oracle, `${who}: ${name} ${JSON.stringify(variables)}`))
          if (by === 'graphql' && !oracle.errors && oracle.data?.ticket) left.push(`${who}, ${kind}: ${name}`)
          if (name === 'ThreadHead' && direct.data?.ticket?.timeline?.edges?.length > 0) seen.add(`${who}: ${kind}`)
        }
      for (const [name, variables] of [
        ['TicketCounts', {}],
        ['TicketPage', { first: 50 }],
        ['TicketPage', { first: 25, filter: { unassigned: true } }],
        ['TicketPage', { first: 25, filter: { text: 'lamp', unread: true } }],
      ] as const)
        differences.push(...(await compare(who, name, variables)).differences)
    }
    expect(differences.slice(0, 20)).toEqual([])
    expect(left).toEqual([])
    expect(seen).toContain('buyer owner: buyer')
    expect([...seen].filter((one) => one.startsWith('agent elsewhere'))).toEqual([])
  } finally {
    delete people['agent elsewhere']
    await world.app.sql("update desk_settings set privacy = 'open'")
  }
}, 600_000)

const some = <T>(...values: T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...values)), { nil: undefined })
const flag = fc.option(fc.boolean(), { nil: undefined })
const filters = () =>
  fc.record(
    {
      status: some('OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'),
      priority: some('LOW', 'MEDIUM', 'HIGH'),
      type: some('PROBLEM', 'QUESTION'),
      requesterRole: some('BUYER', 'SELLER'),
      tags: some('lamp', 'none'),
      team: some('Customer Service'),
      text: fc.option(fc.constantFrom('lamp', 'TC-1', `'%_\\`, '\0', '👩‍👩‍👧'), { nil: undefined }),
      waitingOn: fc.option(fc.constantFrom('REQUESTER', 'STAFF', 'SHOP'), { nil: undefined }),
      addressedTo: fc.option(fc.constantFrom('STAFF', 'SHOP'), { nil: undefined }),
      mine: flag,
      unassigned: flag,
      starred: flag,
      unread: flag,
      escalated: flag,
      waitingOnViewer: flag,
      assigneeId: fc.option(
        fc.constantFrom(
          ...Object.values(people).map(({ id }) => Buffer.from(`User:${id}`).toString('base64')),
          'no id',
        ),
        { nil: undefined },
      ),
    },
    { requiredKeys: [] },
  )
const orders = fc.record({
  field: fc.constantFrom('UPDATED_AT', 'CREATED_AT', 'PRIORITY', 'WAITING', 'DUE_AT'),
  direction: fc.constantFrom('ASC', 'DESC'),
})

test('everybody gets the same lists and counts from both ways, whatever they ask for', async () => {
  const asked = fc.record({
    who: fc.constantFrom(...Object.keys(people)),
    // Most people ask for one thing at a time.
    filter: fc.oneof(fc.constant(undefined), filters()),
    orderBy: fc.option(orders, { nil: undefined }),
    first: fc.constantFrom(1, 2, 3, 25, 50, 0, -1, 101),
  })
  await fc.assert(
    fc.asyncProperty(asked, async ({ who, filter, orderBy, first }) => {
      const found = [await compare(who, 'TicketPage', { filter, orderBy, first })]
      const { direct } = await askUntilSame(world.app, people[who]!, 'TicketPage', { orderBy, first: 2 })
      const after = direct.data.tickets.pageInfo.endCursor
      found.push(await compare(who, 'TicketPage', { filter, orderBy, first: 2, after }))
      found.push(
        await compare(who, 'TicketPage', { orderBy: { field: 'PRIORITY', direction: 'ASC' }, first: 2, after }),
      )
      found.push(await compare(who, 'TicketCounts', {}))
      expect(found.flatMap(({ differences }) => differences)).toEqual([])
    }),
    { numRuns: RUNS },
  )
}, 600_000)

test('strangers see nothing; without row-level security they would', async () => {
  const asked = [world.app, people['buyer stranger']!, 'ThreadHead', { ticketId: world.tickets.buyer.id }] as const
  const hidden = await askUntilSame(...asked)
  expect([hidden.by, hidden.direct.data]).toEqual(['statement', { ticket: null }])
  await world.app.sql('alter table support_tickets disable row level security')
  try {
    const { by, direct } = await askUntilSame(...asked)
    expect([by, direct.data.ticket?.number]).toEqual(['statement', world.tickets.buyer.number])
  } finally {
    await world.app.sql('alter table support_tickets enable row level security')
  }
})

test('a statement with another rule for a field gives another answer', async () => {
  const ticket = TYPES['Ticket'] as Record<string, Field>
  const rule = ticket['viewerCanReply']!
  ticket['viewerCanReply'] = value(() => 'false')
  const other = await testApp({ jobs: false, database: world.app.database })
  try {
    await other.app.preload()
    const { by, direct, oracle } = await askBothWays(other, people['buyer owner']!, 'ThreadTicket', {
      ticketId: world.tickets.buyer.id,
    })
    expect([by, direct.data.ticket.viewerCanReply, oracle.data.ticket.viewerCanReply]).toEqual([
      'statement',
      false,
      true,
    ])
  } finally {
    ticket['viewerCanReply'] = rule
    await other.close()
  }
})

test('everybody gets the same answer to a reply from both ways', async () => {
  const differences: string[] = []
  const left: string[] = []
  const sent: string[] = []
  for (const who of Object.keys(people))
    for (const [kind, { id: ticketId }] of Object.entries(tickets))
      for (const audience of kind === 'long' ? ['PARTICIPANTS', 'STAFF', 'REQUESTER', 'SHOP'] : ['PARTICIPANTS']) {
        const found = await replyBothWays(who, { ticketId, audience })
        differences.push(...found.differences)
        if (found.by === 'graphql' && !found.direct.errors) left.push(`${who}, ${kind}, ${audience}`)
        if (found.direct.data?.reply.message) sent.push(who)
      }
  expect(differences.slice(0, 20)).toEqual([])
  expect(left).toEqual([])
  // Staff and both sides.
  expect(sent).toEqual(expect.arrayContaining(['agent stranger', 'buyer owner']))
}, 600_000)

test('so do replies that write more, later, nothing, or again', async () => {
  const { id: ticketId } = tickets['long']!
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const seen: unknown[] = []
  for (const [who, more] of [
    ['agent stranger', { alsoSet: { priority: 'HIGH', status: 'RESOLVED' } }],
    // Reopens what the agent has resolved.
    ['buyer owner', {}],
    ['agent stranger', { sendAt }],
    ['agent stranger', { body: '' }],
    ['agent stranger', { ticketId: 'VGlja2V0Om5vbmU=' }],
  ] as const) {
    const { direct, differences } = await replyBothWays(who, { ticketId, ...more })
    expect(differences).toEqual([])
    const { message, ticket, errors } = direct.data.reply
    seen.push([message?.body, ticket?.status, errors.map(({ code }: { code: string }) => code)])
  }
  expect(seen).toEqual([
    ['Both ways', 'RESOLVED', []],
    ['Both ways', 'OPEN', []],
    [undefined, 'OPEN', []],
    [undefined, undefined, ['VALIDATION']],
    [undefined, undefined, ['NOT_FOUND']],
  ])
})

test('a reply whose statement is in doubt is answered by graphql-js, and is there once', async () => {
  const ticket = TYPES['Ticket'] as Record<string, Field>
  const requester = ticket['requester']!
  ticket['requester'] = person(
    () => 'NULL::uuid',
    () => 'true',
  )
  const other = await testApp({ jobs: false, database: world.app.database })
  try {
    await other.app.preload()
    const ids: string[] = []
    // The second is not committed when it is in doubt.
    for (const more of [{}, { alsoSet: { priority: 'LOW' } }]) {
      const clientId = randomUUID()
      ids.push(clientId)
      const input = { ticketId: tickets['long']!.id, clientId, body: 'In doubt', ...more }
      const { by, direct, oracle } = await askBothWays(other, people['agent stranger']!, 'Reply', { input })
      expect([by, direct.data.reply.message.body, direct]).toEqual(['graphql', 'In doubt', oracle])
    }
    const stored = await world.app.sql('select id from ticket_messages where id = any ($1::uuid[])', [ids])
    expect(stored).toHaveLength(2)
  } finally {
    ticket['requester'] = requester
    await other.close()
  }
})
