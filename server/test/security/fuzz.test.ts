import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { WebSocket } from 'ws'
import { rounds } from '../rounds.ts'
import { type Actor, testApp } from '../testApp.ts'
import { buildWorld, checksum, type World } from './world.ts'

/** How often each kind is tried. */
const RUNS = rounds(15, 200)

/** Every code that docs/errors.md names, except the one that says that the fault is ours. */
const DOCUMENTED = new Set(
  `UNAUTHENTICATED BAD_USER_INPUT NOT_FOUND QUERY_TOO_COMPLEX RATE_LIMITED
   VALIDATION FORBIDDEN CONFLICT IDEMPOTENCY_CONFLICT`.split(/\s+/),
)
const CLOSE_CODES = new Set([1002, 1003, 1007, 1009, 4400, 4401, 4403, 4409, 4429])
const INSIDES =
  /\bat .+:\d+:\d+|node_modules|\/work\/|\bfrom (users|support_tickets)\b|relation "|syntax error at|prisma|INTERNAL/i

let world: World
let buyer: Actor
beforeAll(async () => {
  world = await buildWorld(await testApp({ jobs: false }))
  buyer = world.people['buyer owner']!
})
afterAll(() => world.app.close())

// ─── What is thrown at it ────────────────────────────────────────────────────

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '\udfffx',
    "'; drop table users; --",
    '${7*7}',
    '../../etc/passwd',
    '\u202e',
    'null',
    '-1',
    '0x10',
    '1e999',
    '𝒳'.repeat(200),
    'x'.repeat(30_000),
  ),
)
const anything = fc.oneof(
  nasty,
  fc.jsonValue(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.bigInt().map(String),
  fc.constant(null),
)
const base64 = (text: fc.Arbitrary<string>) => text.map((value) => Buffer.from(value).toString('base64url'))
const badId = fc.oneof(
  nasty,
  base64(nasty),
  base64(nasty.map((key) => `Ticket:${key}`)),
  base64(fc.uuid().map((key) => `Ticket:${key}`)),
  fc.constant('VXNlcjo='),
)
const pageCursor = fc.oneof(
  nasty,
  base64(fc.jsonValue().map((value) => JSON.stringify(value))),
  base64(fc.tuple(nasty, nasty).map((parts) => JSON.stringify(parts))),
)

const mutation = (name: string, type: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code message path } } }`
const inputs = (name: string, type: string, input: fc.Arbitrary<object>) =>
  input.map((value) => ({ query: mutation(name, type), variables: { input: value } }))
const query = (text: string, variables: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(variables).map((values) => ({ query: text, variables: values }))

/** GraphQL requests over HTTP that are JSON and nothing else that is right. */
const REQUESTS: Record<string, fc.Arbitrary<unknown>> = {
  'reply to what is not there': inputs(
    'reply',
    'ReplyInput',
    fc.record({ ticketId: badId, clientId: fc.oneof(nasty, fc.uuid()), body: nasty }),
  ),
  'reply of wrong types': inputs(
    'reply',
    'ReplyInput',
    fc.record({ ticketId: anything, clientId: anything, body: anything, audience: anything }),
  ),
  'edit what is not there': inputs('editMessage', 'EditMessageInput', fc.record({ messageId: badId, body: nasty })),
  'a ticket with bad tags': inputs(
    'createTicket',
    'CreateTicketInput',
    fc.record({ subject: nasty, body: fc.constant(''), tags: fc.array(nasty), clientId: nasty }),
  ),
  'a ticket for nobody': inputs(
    'createTicket',
    'CreateTicketInput',
    fc.record({ subject: fc.constant('s'), body: fc.constant('b'), clientId: fc.uuid(), requesterId: badId }),
  ),
  'a ticket of wrong types': inputs(
    'createTicket',
    'CreateTicketInput',
    fc.dictionary(fc.constantFrom('subject', 'body', 'tags', 'type', 'priority', '__proto__', 'x'), anything),
  ),
  'a status that is none': inputs(
    'setStatus',
    'SetStatusInput',
    fc.record({ ticketId: badId, status: anything, expectedVersion: anything }),
  ),
  'a priority that is none': inputs(
    'setPriority',
    'SetPriorityInput',
    fc.record({ ticketId: badId, priority: fc.constant('LOW'), expectedVersion: fc.oneof(fc.integer(), anything) }),
  ),
  'tags that are none': inputs(
    'updateTags',
    'UpdateTagsInput',
    fc.record({ ticketId: badId, add: fc.array(nasty), remove: fc.array(nasty) }),
  ),
  'a marker beyond': inputs(
    'markRead',
    'MarkReadInput',
    fc.record({ ticketId: badId, seq: fc.oneof(fc.integer(), anything) }),
  ),
  'a star for nothing': inputs(
    'star',
    'StarInput',
    fc.record({ ticketId: badId, starred: fc.oneof(fc.boolean(), anything) }),
  ),
  'a node that is none': query('query ($id: ID!) { node(id: $id) { id __typename } }', {
    id: fc.oneof(badId, anything),
  }),
  'a ticket that is none': query('query ($id: ID, $number: String) { ticket(id: $id, number: $number) { id } }', {
    id: fc.option(badId),
    number: fc.option(fc.oneof(nasty, anything)),
  }),
  'a page beyond': query(
    'query ($first: Int, $after: String, $last: Int, $before: String) { tickets(first: $first, after: $after, last: $last, before: $before) { totalCount } }',
    {
      first: fc.option(fc.oneof(fc.integer(), anything)),
      after: fc.option(pageCursor),
      last: fc.option(fc.integer()),
      before: fc.option(pageCursor),
    },
  ),
  'a thread beyond': query(
    `query ($after: String, $before: String) { tickets(first: 1) { edges { node { timeline(after: $after, before: $before) { pageInfo { hasNextPage } } } } } }`,
    { after: fc.option(pageCursor), before: fc.option(pageCursor) },
  ),
  'a filter that is none': query(
    'query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } ticketCounts(filter: $filter) { total } }',
    {
      filter: fc.record(
        {
          text: nasty,
          tags: fc.array(nasty),
          team: fc.array(nasty),
          assigneeId: badId,
          requesterId: badId,
          sellerId: badId,
        },
        { requiredKeys: [] },
      ),
    },
  ),
  'a filter of wrong types': query('query ($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }', {
    filter: fc.dictionary(fc.constantFrom('text', 'tags', 'status', 'starred', 'x'), anything),
  }),
  'an order that is none': query('query ($orderBy: TicketOrder) { tickets(orderBy: $orderBy) { totalCount } }', {
    orderBy: anything,
  }),
  'tags of nothing': query('query ($text: String, $first: Int) { ticketTags(text: $text, first: $first) { tag } }', {
    text: nasty,
    first: fc.integer(),
  }),
  'a query of letters': fc.string({ maxLength: 200 }).map((text) => ({ query: text })),
  'a query of GraphQL’s own letters': fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '(',
        ')',
        'query',
        'mutation',
        'fragment',
        'on',
        'viewer',
        'id',
        '...',
        '$a',
        ':',
        '!',
        '@skip',
        '"""',
        '"',
        '\\u{110000}',
        '[',
        ']',
      ),
      { maxLength: 40 },
    )
    .map((words) => ({ query: words.join(' ') })),
  'a request of anything': fc.jsonValue(),
  'properties of anything': fc.dictionary(
    fc.constantFrom('query', 'variables', 'operationName', 'extensions', '__proto__', 'id'),
    anything,
  ),
}

const bytes = fc.uint8Array({ maxLength: 2_000 }).map((value) => Buffer.from(value))
const json = JSON.stringify({ query: '{ viewer { id } }' })

/** Bodies that are not even that. */
const BODIES: Record<string, fc.Arbitrary<Buffer>> = {
  bytes,
  'JSON that breaks off': fc.nat(json.length - 1).map((length) => Buffer.from(json.slice(0, length))),
  'JSON with a byte too many': fc
    .tuple(fc.nat(json.length), bytes)
    .map(([at, more]) => Buffer.concat([Buffer.from(json.slice(0, at)), more, Buffer.from(json.slice(at))])),
  'JSON 10,000 deep and more': fc
    .integer({ min: 10_000, max: 100_000 })
    .map((depth) => Buffer.from('{"variables":' + '['.repeat(depth) + ']'.repeat(depth) + '}')),
}

/** What is said over a socket that has said who it is. */
const MESSAGES: Record<string, fc.Arbitrary<string | Buffer>> = {
  bytes,
  text: fc.string({ unit: 'binary', maxLength: 500 }),
  'any JSON': fc.jsonValue().map((value) => JSON.stringify(value)),
  'messages that are none': fc
    .record(
      {
        type: fc.constantFrom('subscribe', 'next', 'complete', 'ping', 'connection_init', 'x'),
        id: anything,
        payload: anything,
      },
      { requiredKeys: ['type'] },
    )
    .map((value) => JSON.stringify(value)),
  'cursors that are none': fc.tuple(fc.uuid(), fc.oneof(nasty, base64(nasty))).map(([id, after]) =>
    JSON.stringify({
      id,
      type: 'subscribe',
      payload: {
        query: 'subscription ($after: Cursor) { inboxEvents(after: $after) { __typename } }',
        variables: { after },
      },
    }),
  ),
}

// ─── What it answers ─────────────────────────────────────────────────────────

test.each(Object.keys(REQUESTS))('%s: each answer has a documented code, and nothing is written', async (kind) => {
  await unharmed(async () => {
    await fc.assert(
      fc.asyncProperty(REQUESTS[kind]!, async (request) => judged(await send(JSON.stringify(request)))),
      { numRuns: RUNS },
    )
  })
})

test.each(Object.keys(BODIES))('a body of %s: each answer has a documented code', async (kind) => {
  await unharmed(async () => {
    await fc.assert(
      fc.asyncProperty(BODIES[kind]!, async (body) => judged(await send(body))),
      { numRuns: RUNS },
    )
  })
})

test.each(Object.keys(MESSAGES))('a socket that says %s is answered or closed with a documented code', async (kind) => {
  await unharmed(async () => {
    await fc.assert(
      fc.asyncProperty(MESSAGES[kind]!, async (message) => said(message)),
      { numRuns: RUNS },
    )
  })
})

function send(body: string | Buffer): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${buyer.token}` }
  return fetch(`${world.app.url}/graphql`, { method: 'POST', headers, body: body as string })
}

async function judged(response: Response): Promise<void> {
  judge(await response.text())
}

function judge(text: string): void {
  // What was asked may be repeated in an answer; the inside of the server may not.
  expect(text).not.toMatch(INSIDES)
  const answer = JSON.parse(text) as { errors?: { extensions?: { code: string } }[]; data?: Record<string, any> }
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code)
  for (const payload of Object.values(answer.data ?? {}))
    codes.push(...(payload?.errors ?? []).map((error: any) => error.code))
  expect(codes.filter((code) => !DOCUMENTED.has(code!))).toEqual([])
}

/** Says one thing, then something right: whatever comes is documented, and it is answered unless the socket is closed. */
async function said(message: string | Buffer): Promise<void> {
  const socket = new WebSocket(`${world.app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => (CLOSE_CODES.has(code) ? resolve() : reject(new Error(`closed with ${code}`))))
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${buyer.token}` } })),
    )
    socket.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data))
      if (type === 'connection_ack') {
        socket.send(message)
        socket.send(JSON.stringify({ id: 'right', type: 'subscribe', payload: { query: '{ viewer { id } }' } }))
      }
      try {
        if (type === 'error') judge(JSON.stringify({ errors: payload }))
        if (type === 'next') judge(JSON.stringify(payload))
      } catch (error) {
        reject(error as Error)
      }
      if (id === 'right' && type === 'complete') resolve()
    })
  }).finally(() => socket.terminate())
}

async function unharmed(work: () => Promise<void>): Promise<void> {
  const before = await checksum(world.app)
  await work()
  expect(await checksum(world.app)).toBe(before)
  expect((await fetch(`${world.app.url}/health`)).status).toBe(200)
}
