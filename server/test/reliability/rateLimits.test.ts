import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type LimitedDesk, limitedDesk, type Visitor } from '../limitedDesk.ts'
import { openTicket, reply, type TestApp } from '../testApp.ts'
import { tus } from '../uploads.ts'

let desk: LimitedDesk
beforeAll(async () => {
  desk = await limitedDesk()
})
afterAll(() => desk.close())

const REPLY = `mutation ($input: ReplyInput!) { reply(input: $input) { message { id } errors { code } } }`
const CREATE = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } errors { code } } }`
const SEARCH = `query ($query: String!) { search(query: $query, first: 1) { edges { cursor } } }`

const create = (who: Visitor, at: TestApp) =>
  who.gql(at, CREATE, { input: { subject: 'A lamp', body: 'It is broken.', clientId: randomUUID() } })
const say = (who: Visitor, at: TestApp, ticketId: string, ip?: string) =>
  who.gql(at, REPLY, { input: { ticketId, body: 'Hello', clientId: randomUUID() } }, ip)

async function ticketOf(who: Visitor): Promise<string> {
  return (await create(who, desk.unlimited)).data.createTicket.ticket.id as string
}

/** How many of these were done, and the first refusal. */
async function outcomes(answers: Promise<Awaited<ReturnType<Visitor['gql']>>>[]) {
  const settled = await Promise.all(answers)
  const refused = settled.filter(({ errors }) => errors)
  expect(new Set(refused.map(({ errors }) => errors![0]!.extensions['code']))).toEqual(
    new Set(refused.length > 0 ? ['RATE_LIMITED'] : []),
  )
  return { done: settled.length - refused.length, refused: refused[0] }
}

const alternating = (n: number): TestApp => (n % 2 ? desk.here : desk.there)
const times = <T>(count: number, work: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => work(n))

test('a buyer sends 20 messages at once on two nodes, and then two per second; nothing refused is written', async () => {
  const buyer = await desk.visitor()
  const id = await ticketOf(buyer)
  const { done, refused } = await outcomes(times(30, (n) => say(buyer, alternating(n), id)))
  expect(done).toBe(20)
  expect(refused!.errors![0]).toMatchObject({
    message: 'Too many messages. Try again in 1 s.',
    extensions: { code: 'RATE_LIMITED', retryAfter: 1, requestId: expect.any(String) },
  })
  expect([refused!.status, refused!.retryAfter, refused!.data]).toEqual([200, '1', undefined])
  desk.pass(1_000)
  expect((await outcomes(times(5, (n) => say(buyer, alternating(n), id)))).done).toBe(2)
  const [{ count }] = (await desk.here.sql<{ count: number }>(
    'select count(*)::int as count from ticket_messages where author_id = $1',
    [buyer.id],
  )) as [{ count: number }]
  expect(count).toBe(1 + 20 + 2)
})

test('control: without limits, all are sent', async () => {
  const buyer = await desk.visitor()
  const id = await ticketOf(buyer)
  expect((await outcomes(times(30, () => say(buyer, desk.unlimited, id)))).done).toBe(30)
})

test('others in the same ticket are not limited by the flood of one', async () => {
  const [buyer, agent] = [await desk.visitor(), await desk.visitor('agent')]
  const id = await ticketOf(buyer)
  await outcomes(times(30, () => say(buyer, desk.here, id)))
  expect((await outcomes(times(30, (n) => say(agent, alternating(n), id)))).done).toBe(30)
})

test('the same message again counts again, and is stored once', async () => {
  const buyer = await desk.visitor()
  const input = { ticketId: await ticketOf(buyer), body: 'Once', clientId: randomUUID() }
  expect((await outcomes(times(25, () => buyer.gql(desk.here, REPLY, { input })))).done).toBe(20)
  desk.pass(1_000)
  expect((await buyer.gql(desk.here, REPLY, { input })).data.reply.errors).toEqual([])
})

test('several mutations in one operation count one by one, and none is done without all', async () => {
  const buyer = await desk.visitor()
  const ticketId = await ticketOf(buyer)
  const fields = times(
    12,
    (n) =>
      `m${n}: reply(input: { ticketId: "${ticketId}", body: "${n}", clientId: "${randomUUID()}" }) { errors { code } }`,
  )
  const many = () => buyer.gql(desk.here, `mutation { ${fields.join(' ')} }`)
  expect((await many()).errors).toBeUndefined()
  expect((await many()).errors![0]!.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 2 })
})

test('new tickets, searches and edits have limits of their own', async () => {
  const buyer = await desk.visitor()
  const tickets = await outcomes(times(15, (n) => create(buyer, alternating(n))))
  expect([tickets.done, tickets.refused!.retryAfter]).toEqual([10, '6'])
  const searches = times(40, (n) => buyer.gql(alternating(n), SEARCH, { query: 'lamp' }))
  expect((await outcomes(searches)).done).toBe(30)
  const changes = times(70, (n) =>
    buyer.gql(alternating(n), 'mutation { markNotificationsRead(input: {}) { errors { code } } }'),
  )
  expect((await outcomes(changes)).done).toBe(60)
})

test('staff and API tokens may do five times as much; all tokens of a person share a limit', async () => {
  const program = await desk.here.actor('buyer')
  const { id } = await openTicket(desk.unlimited, program)
  const tokens = [program.token, await desk.here.token(program)]
  const sent = await Promise.allSettled(
    times(110, (n) => reply(alternating(n), { ...program, token: tokens[n % 2]! }, id, `message ${n}`)),
  )
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
})

test('accounts of one address share a limit that is ten times as high; staff do not count', async () => {
  const ip = '2001:db8:1:2::'
  const refusedAt: number[] = []
  for (let n = 0; n < 11; n++) {
    const buyer = await desk.visitor()
    const id = await ticketOf(buyer)
    const { done } = await outcomes(times(20, (m) => say(buyer, alternating(m), id, `${ip}${m}`)))
    if (done < 20) refusedAt.push(n)
  }
  expect(refusedAt).toEqual([10])
  const agent = await desk.visitor('agent')
  const id = await ticketOf(await desk.visitor())
  expect((await outcomes(times(20, () => say(agent, desk.here, id, `${ip}1`)))).done).toBe(20)
})

test('uploads are refused with 429 and Retry-After', async () => {
  const { cookie } = await desk.visitor()
  const begin = (at: TestApp) => tus(at, null, 'POST', '/files', { 'Upload-Length': '1', cookie, origin: at.url })
  const answers = await Promise.all(times(50, (n) => begin(alternating(n))))
  const refused = answers.filter(({ status }) => status !== 201)
  expect(refused.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
    times(10, () => [429, '1']),
  )
  expect(await refused[0]!.json()).toMatchObject({
    errors: [{ message: 'Too many uploads. Try again in 1 s.', extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }],
  })
})

const open = (at: TestApp, ip: string) => {
  const headers = { 'x-forwarded-for': ip }
  const socket = new WebSocket(`${at.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
  return socket.on('error', () => {})
}

test('the sockets of a person beyond the limit are closed with 1013, so that the client tries again', async () => {
  const program = await desk.here.actor('buyer')
  const ends: string[] = []
  for (let n = 0; n < 252; n++) {
    const socket = open(alternating(n), `198.51.100.${n % 10}`)
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${program.token}` } }))
    const closed = once(socket, 'close').then(([code, reason]) => `${code} ${reason}`)
    ends.push(await Promise.race([once(socket, 'message').then(() => 'acknowledged'), closed]))
    socket.terminate()
  }
  expect(ends.filter((end) => end !== 'acknowledged')).toEqual(['1013 RATE_LIMITED', '1013 RATE_LIMITED'])
})

test('the sockets of an address beyond the limit are refused with 429', async () => {
  const statuses = await Promise.all(
    times(510, async (n) => {
      const socket = open(alternating(n), '198.51.100.77')
      const opened = once(socket, 'open').then(() => '101')
      const refused = once(socket, 'unexpected-response').then(
        ([, { statusCode, headers }]) => `${statusCode} ${headers['retry-after']}`,
      )
      const status = await Promise.race([opened, refused])
      socket.terminate()
      return status
    }),
  )
  expect(statuses.filter((status) => status !== '101')).toEqual(times(10, () => '429 1'))
})
