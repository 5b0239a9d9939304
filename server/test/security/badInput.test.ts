import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deriveKey, readDeskSecret } from '../../src/viewer/deskSecret.ts'
import { cursorSeal } from '../../src/live/cursor.ts'
import { type Actor, gid, testApp } from '../testApp.ts'
import { BAD_QUERIES } from './badQueries.ts'
import { firstEvent } from './transports.ts'
import { checksum } from './checksum.ts'
import { buildWorld, type World } from './world.ts'

let world: World
let buyer: Actor
let url: string
beforeAll(async () => {
  const app = await testApp({ jobs: false })
  world = await buildWorld(app)
  buyer = world.people['buyer owner']!
  url = `${app.url}/graphql`
})
afterAll(() => world.app.close())

/** Runs an invalid request; it must not write anything, and the server must continue. */
async function withoutTrace<T>(work: () => Promise<T>): Promise<T> {
  const before = await checksum(world.app)
  const result = await work()
  expect(await checksum(world.app)).toBe(before)
  expect((await fetch(`${world.app.url}/health`)).status).toBe(200)
  return result
}

/** The code of a response, which must not reveal internals of the server. */
async function codeOf(response: Response): Promise<string> {
  const text = await response.text()
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/work\/|select .* from|insert into|SQLSTATE|\.ts\b/i)
  const { errors, data } = JSON.parse(text)
  if (errors) return errors[0].extensions.code
  const payload = Object.values(data)[0] as { errors?: { code: string }[] } | null
  return payload === null ? 'null' : (payload?.errors?.[0]?.code ?? 'fine')
}

const send = (body: unknown, headers: Record<string, string> = {}, who: Actor | null = buyer) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(who && { authorization: `Bearer ${who.token}` }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const gql = (query: string, variables: object = {}, who: Actor | null = buyer) => send({ query, variables }, {}, who)

const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } }'
const CREATE = 'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { errors { code } } }'
const TAGS = 'mutation ($input: UpdateTagsInput!) { updateTags(input: $input) { errors { code } } }'
const STATUS = 'mutation ($input: SetStatusInput!) { setStatus(input: $input) { errors { code } } }'
const reply = (more: object, who?: Actor | null) =>
  gql(REPLY, { input: { ticketId: world.tickets.buyer.id, clientId: randomUUID(), body: 'b', ...more } }, who)
const create = (more: object) => gql(CREATE, { input: { subject: 's', body: 'b', clientId: randomUUID(), ...more } })

describe('an invalid change', () => {
  test.each<[string, string, () => Promise<Response>]>([
    ['signed out', 'UNAUTHENTICATED', () => reply({}, null)],
    ['an invalid token', 'UNAUTHENTICATED', () => reply({}, { ...buyer, token: 'parley_nonsense' })],
    ["another's ticket", 'NOT_FOUND', () => reply({}, world.people['buyer stranger'])],
    ['an unknown id', 'NOT_FOUND', () => reply({ ticketId: gid('Ticket', randomUUID()) })],
    ['a garbage id', 'NOT_FOUND', () => reply({ ticketId: '💥 not an id' })],
    ['an id of another type', 'NOT_FOUND', () => reply({ ticketId: gid('User', buyer.id) })],
    ['an empty body', 'VALIDATION', () => reply({ body: '' })],
    ['a blank body', 'VALIDATION', () => reply({ body: ' \n\t\u00a0 ' })],
    ['a body of 100 kB', 'VALIDATION', () => reply({ body: 'x'.repeat(100_000) })],
    ['a NUL', 'VALIDATION', () => reply({ body: 'a\0b' })],
    ['half a surrogate pair', 'VALIDATION', () => reply({ body: 'a\ud800b' })],
    ['half a surrogate pair, the other half', 'VALIDATION', () => reply({ body: '\udc00' })],
    ['a clientId that is not a UUID', 'VALIDATION', () => reply({ clientId: '1; drop table users' })],
    ['an empty subject', 'VALIDATION', () => create({ subject: ' ' })],
    ['a subject of 300 letters', 'VALIDATION', () => create({ subject: 'x'.repeat(300) })],
    ['a NUL in the subject', 'VALIDATION', () => create({ subject: 'a\0' })],
    ['a tag of 300 letters', 'VALIDATION', () => create({ tags: ['x'.repeat(300)] })],
    ['50 tags', 'VALIDATION', () => create({ tags: Array.from({ length: 50 }, (_, i) => `t${i}`) })],
    [
      'a tag of 300 letters on a ticket',
      'VALIDATION',
      () =>
        gql(
          TAGS,
          { input: { ticketId: world.tickets.seller.id, add: ['x'.repeat(300)] } },
          world.people['seller owner'],
        ),
    ],
    [
      'an outdated version',
      'CONFLICT',
      () => gql(STATUS, { input: { ticketId: world.tickets.buyer.id, status: 'CLOSED', expectedVersion: 1 } }),
    ],
    [
      'a used clientId for something else',
      'IDEMPOTENCY_CONFLICT',
      () => reply({ clientId: Buffer.from(world.tickets.buyer.messageId, 'base64').toString().split(':')[1] }),
    ],
    [
      'another person’s clientId',
      'IDEMPOTENCY_CONFLICT',
      () => reply({ clientId: Buffer.from(world.tickets.seller.messageId, 'base64').toString().split(':')[1] }),
    ],
    [
      'an integer of 10 digits',
      'BAD_USER_INPUT',
      () =>
        gql(STATUS, { input: { ticketId: world.tickets.buyer.id, status: 'CLOSED', expectedVersion: 9_999_999_999 } }),
    ],
    [
      'an unknown status',
      'BAD_USER_INPUT',
      () => gql(STATUS, { input: { ticketId: world.tickets.buyer.id, status: 'LOST' } }),
    ],
    ['a number where text belongs', 'BAD_USER_INPUT', () => reply({ body: 7 })],
    ['an unknown field', 'BAD_USER_INPUT', () => reply({ authorId: buyer.id })],
    ['nothing where something must be', 'BAD_USER_INPUT', () => gql(REPLY, { input: null })],
  ])('%s is %s', async (_what, code, work) => {
    expect(await withoutTrace(async () => codeOf(await work()))).toBe(code)
  })
})

describe('an invalid query', () => {
  test.each(BAD_QUERIES)('%s is %s', async (_what, code, query) => {
    expect(await withoutTrace(async () => codeOf(await gql(query())))).toBe(code)
  })
})

describe('an invalid request', () => {
  const form = (type: string, body: string) => () => send(body, { 'content-type': type })
  const query = encodeURIComponent(`mutation { star(input: { ticketId: "x", starred: true }) { errors { code } } }`)
  test.each<[string, number, string, () => Promise<Response>]>([
    ['a form', 415, 'BAD_USER_INPUT', form('application/x-www-form-urlencoded', `query=${query}`)],
    [
      'a multipart form',
      415,
      'BAD_USER_INPUT',
      form(
        'multipart/form-data; boundary=x',
        `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{__typename}"}\r\n--x--`,
      ),
    ],
    ['plain text', 415, 'BAD_USER_INPUT', form('text/plain', '{"query":"{ __typename }"}')],
    ['two types in one', 415, 'BAD_USER_INPUT', form('text/plain, application/json', '{"query":"{ __typename }"}')],
    [
      'a type that only looks like JSON',
      415,
      'BAD_USER_INPUT',
      form('application/json-seq', '{"query":"{ __typename }"}'),
    ],
    [
      'a mutation by GET',
      405,
      'BAD_USER_INPUT',
      () => fetch(`${url}?query=${query}`, { headers: { authorization: `Bearer ${buyer.token}` } }),
    ],
    ['GET with invalid variables', 400, 'BAD_USER_INPUT', () => fetch(`${url}?query={__typename}&variables=%7Bx`)],
    [
      'another method',
      405,
      'BAD_USER_INPUT',
      () => fetch(url, { method: 'PUT', body: '{}', headers: { 'content-type': 'application/json' } }),
    ],
    ['truncated JSON', 400, 'BAD_USER_INPUT', () => send('{"query":"{ __typena')],
    ['invalid JSON', 400, 'BAD_USER_INPUT', () => send('{query:1}')],
    ['JSON that is a number', 400, 'BAD_USER_INPUT', () => send('7')],
    ['JSON that is null', 400, 'BAD_USER_INPUT', () => send('null')],
    ['a batch', 400, 'BAD_USER_INPUT', () => send([{ query: '{ __typename }' }, { query: '{ __typename }' }])],
    ['JSON 100,000 deep', 400, 'BAD_USER_INPUT', () => send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    [
      'variables 100,000 deep',
      400,
      'BAD_USER_INPUT',
      () =>
        send(
          `{"query":"query ($f: TicketFilter) { tickets(filter: $f) { totalCount } }","variables":{"f":{"tags":${'['.repeat(100_000)}${']'.repeat(100_000)}}}}`,
        ),
    ],
    ['a query that is a list', 400, 'BAD_USER_INPUT', () => send({ query: ['{ __typename }'] })],
    ['variables that are text', 400, 'BAD_USER_INPUT', () => send({ query: '{ __typename }', variables: 'x' })],
    ['an unknown property', 400, 'BAD_USER_INPUT', () => send({ query: '{ __typename }', mutation: true })],
    ['two megabytes', 413, 'BAD_USER_INPUT', () => send({ query: `{ __typename } #${'x'.repeat(2_000_000)}` })],
  ])('%s is answered with %i', async (_what, status, code, work) => {
    const response = await withoutTrace(work)
    expect([response.status, await codeOf(response)]).toEqual([status, code])
  })

  test('a truncated body and one without a length do no harm', async () => {
    await withoutTrace(async () => {
      await new Promise<void>((resolve) => {
        const request = http.request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': 500 },
        })
        request.on('error', () => resolve())
        request.write('{"query":"mutation {')
        setImmediate(() => request.destroy())
      })
      const status = await new Promise<number>((resolve, reject) => {
        const request = http.request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        })
        request.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject)
        request.end('{"query":"{ __typename }"}')
      })
      expect(status).toBe(411)
    })
  })
})

test('a feed is reset by a foreign, outdated, future or invalid cursor', async () => {
  const { secret, epoch } = await readDeskSecret(superuserPool())
  const key = deriveKey(secret, 'cursors')
  const { uuid, id } = world.tickets.buyer
  const feed = `ticket:${uuid}:requester`
  const cursors: [string, string][] = [
    ['FOREIGN_CURSOR', world.tickets.seller.cursor],
    ['FOREIGN_CURSOR', world.tickets.buyer.staffCursor],
    ['FOREIGN_CURSOR', world.inboxCursors['buyer owner']!],
    ['MALFORMED_CURSOR', 'garbage'],
    ['MALFORMED_CURSOR', ''],
    ['MALFORMED_CURSOR', 'x'.repeat(60_000)],
    ['MALFORMED_CURSOR', cursorSeal(deriveKey(secret, 'else'), epoch).seal(feed, '1')],
    ['MALFORMED_CURSOR', cursorSeal(key, epoch).seal(feed, "1' or '1")],
    ['OTHER_HISTORY', cursorSeal(key, epoch).seal(feed, '1.00000000')],
    ['OTHER_EPOCH', cursorSeal(key, randomUUID()).seal(feed, '1')],
    ['FUTURE_CURSOR', cursorSeal(key, epoch).seal(feed, '999999999.00000000')],
  ]
  const query =
    'subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on FeedReset { reason } } }'
  for (const [reason, after] of cursors) {
    const response = await send({ query, variables: { id, after } }, { accept: 'text/event-stream' })
    expect((await firstEvent(response)).data).toEqual({ ticketEvents: { reason } })
  }
})

/** The superuser as a pool, for what only reads with one. */
const superuserPool = () => ({ query: async (text: string) => ({ rows: await world.app.sql(text) }) }) as never
