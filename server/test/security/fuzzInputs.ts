import fc from 'fast-check'

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

/** GraphQL requests over HTTP that are valid JSON and otherwise invalid. */
export const REQUESTS: Record<string, fc.Arbitrary<unknown>> = {
  'reply to a missing ticket': inputs(
    'reply',
    'ReplyInput',
    fc.record({ ticketId: badId, clientId: fc.oneof(nasty, fc.uuid()), body: nasty }),
  ),
  'reply of wrong types': inputs(
    'reply',
    'ReplyInput',
    fc.record({ ticketId: anything, clientId: anything, body: anything, audience: anything }),
  ),
  'edit a missing message': inputs('editMessage', 'EditMessageInput', fc.record({ messageId: badId, body: nasty })),
  'a ticket with bad tags': inputs(
    'createTicket',
    'CreateTicketInput',
    fc.record({ subject: nasty, body: fc.constant(''), tags: fc.array(nasty), clientId: nasty }),
  ),
  'a ticket for an unknown person': inputs(
    'createTicket',
    'CreateTicketInput',
    fc.record({ subject: fc.constant('s'), body: fc.constant('b'), clientId: fc.uuid(), requesterId: badId }),
  ),
  'a ticket of wrong types': inputs(
    'createTicket',
    'CreateTicketInput',
    fc.dictionary(fc.constantFrom('subject', 'body', 'tags', 'type', 'priority', '__proto__', 'x'), anything),
  ),
  'an invalid status': inputs(
    'setStatus',
    'SetStatusInput',
    fc.record({ ticketId: badId, status: anything, expectedVersion: anything }),
  ),
  'an invalid priority': inputs(
    'setPriority',
    'SetPriorityInput',
    fc.record({ ticketId: badId, priority: fc.constant('LOW'), expectedVersion: fc.oneof(fc.integer(), anything) }),
  ),
  'invalid tags': inputs(
    'updateTags',
    'UpdateTagsInput',
    fc.record({ ticketId: badId, add: fc.array(nasty), remove: fc.array(nasty) }),
  ),
  'a marker beyond': inputs(
    'markRead',
    'MarkReadInput',
    fc.record({ ticketId: badId, seq: fc.oneof(fc.integer(), anything) }),
  ),
  'a star for a missing ticket': inputs(
    'star',
    'StarInput',
    fc.record({ ticketId: badId, starred: fc.oneof(fc.boolean(), anything) }),
  ),
  'an invalid node id': query('query ($id: ID!) { node(id: $id) { id __typename } }', {
    id: fc.oneof(badId, anything),
  }),
  'an invalid ticket id': query('query ($id: ID, $number: String) { ticket(id: $id, number: $number) { id } }', {
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
  'an invalid filter': query(
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
  'an invalid order': query('query ($orderBy: TicketOrder) { tickets(orderBy: $orderBy) { totalCount } }', {
    orderBy: anything,
  }),
  'known messages': query('query ($ids: [ID!]!) { knownClientIds(clientIds: $ids) }', {
    ids: fc.array(badId, { maxLength: 300 }),
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

/** Bodies that are not valid JSON. */
export const BODIES: Record<string, fc.Arbitrary<Buffer>> = {
  bytes,
  'truncated JSON': fc.nat(json.length - 1).map((length) => Buffer.from(json.slice(0, length))),
  'JSON with a byte too many': fc
    .tuple(fc.nat(json.length), bytes)
    .map(([at, more]) => Buffer.concat([Buffer.from(json.slice(0, at)), more, Buffer.from(json.slice(at))])),
  'JSON 10,000 deep and more': fc
    .integer({ min: 10_000, max: 100_000 })
    .map((depth) => Buffer.from('{"variables":' + '['.repeat(depth) + ']'.repeat(depth) + '}')),
  'an id of a document': fc
    .record(
      { documentId: anything, extensions: fc.record({ documentId: anything }), query: anything },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(JSON.stringify(value) ?? 'null')),
}

/** Messages sent over an authenticated socket. */
export const MESSAGES: Record<string, fc.Arbitrary<string | Buffer>> = {
  bytes,
  text: fc.string({ unit: 'binary', maxLength: 500 }),
  'any JSON': fc.jsonValue().map((value) => JSON.stringify(value)),
  'invalid messages': fc
    .record(
      {
        type: fc.constantFrom('subscribe', 'next', 'complete', 'ping', 'connection_init', 'x'),
        id: anything,
        payload: anything,
      },
      { requiredKeys: ['type'] },
    )
    .map((value) => JSON.stringify(value)),
  'invalid cursors': fc.tuple(fc.uuid(), fc.oneof(nasty, base64(nasty))).map(([id, after]) =>
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
