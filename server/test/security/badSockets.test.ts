import { randomUUID } from 'node:crypto'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { WebSocket } from 'ws'
import { type Actor, openTicket, type TestApp, testApp } from '../testApp.ts'
import { checksum } from './checksum.ts'

let app: TestApp
let buyer: Actor
let ticketId: string
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer')
  ticketId = (await openTicket(app, buyer)).id
})
afterAll(() => app.close())

/** A raw socket: its messages are read in order, and its end is reported by the close code. */
function open(headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
  const heard: any[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    for (const wake of waiting) wake()
    waiting.clear()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
  const opened = new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', (_request, { statusCode }) => reject(new Error(String(statusCode))))
    socket.on('error', reject)
  })
  return {
    socket,
    closed,
    opened,
    send: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    /** The next message of this type for this operation. */
    hear: async (type: string, id?: string) => {
      for (;;) {
        const at = heard.findIndex((message) => message.type === type && (id === undefined || message.id === id))
        if (at >= 0) return heard.splice(at, 1)[0]
        await new Promise<void>((resolve) => waiting.add(resolve))
      }
    },
  }
}

const init = () => ({ type: 'connection_init', payload: { authorization: `Bearer ${buyer.token}` } })
const ask = (id: string, query: string, variables: object = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, variables },
})

async function signedIn() {
  const socket = open()
  await socket.opened
  socket.send(init())
  await socket.hear('connection_ack')
  return socket
}

describe('a page of', () => {
  const host = () => new URL(app.url).host
  test.each<[string, () => Record<string, string>]>([
    ['another site', () => ({ origin: 'https://evil.example' })],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['nowhere ("null")', () => ({ origin: 'null' })],
    ['another site whose name starts with ours', () => ({ origin: `http://${host()}.evil.example` })],
    ['no origin, with a cookie', () => ({ cookie: 'parley.session_token=x' })],
  ])('%s is rejected with 403', async (_what, headers) => {
    await expect(open(headers()).opened).rejects.toThrow('403')
  })

  test('the desk’s own page is accepted, as is a program without a cookie', async () => {
    for (const headers of [{ origin: app.url }, {} as Record<string, string>]) {
      const socket = open(headers)
      await socket.opened
      socket.socket.terminate()
    }
  })
})

describe('a socket that breaks the protocol is closed', () => {
  test.each<[string, number, (socket: ReturnType<typeof open>) => void]>([
    ['no token', 4403, ({ send }) => send({ type: 'connection_init' })],
    ['an invalid token', 4403, ({ send }) => send({ type: 'connection_init', payload: { authorization: 'Bearer x' } })],
    ['parameters that are text', 4400, ({ send }) => send({ type: 'connection_init', payload: 'x' })],
    ['an operation before connection_init', 4401, ({ send }) => send(ask('1', '{ viewer { id } }'))],
    ['who it is, twice', 4429, ({ send }) => [send(init()), send(init())]],
    ['no JSON', 4400, ({ send }) => send('hello')],
    ['JSON that is not a message', 4400, ({ send }) => send([])],
    ['JSON 30,000 deep', 4400, ({ send }) => send('['.repeat(30_000) + ']'.repeat(30_000))],
    ['a message type reserved for servers', 4400, ({ send }) => send({ type: 'next', id: '1', payload: {} })],
    ['an error message of a server', 4400, ({ send }) => send({ type: 'error', id: '1', payload: [{ message: 'x' }] })],
    ['a connection_ack of a server', 4400, ({ send }) => send({ type: 'connection_ack' })],
    ['an unknown type', 4400, ({ send }) => send({ type: 'drop' })],
    ['bytes', 4400, ({ socket }) => socket.send(Buffer.from([0, 255, 254, 1]))],
    ['a frame of 64 KiB and one byte', 1009, ({ socket }) => socket.send('x'.repeat(64 * 1024 + 1))],
    [
      'a frame of 64 KiB and one byte, in pieces',
      1009,
      ({ socket }) => {
        for (let i = 0; i < 65; i++) socket.send('x'.repeat(1024), { fin: i === 64 })
      },
    ],
  ])('for %s with %i', async (_what, code, misbehave) => {
    const before = await checksum(app)
    const socket = open()
    await socket.opened
    misbehave(socket)
    expect(await socket.closed).toBe(code)
    expect(await checksum(app)).toBe(before)
    expect((await fetch(`${app.url}/health`)).status).toBe(200)
  })

  test('for an id that is in use with 4409', async () => {
    const socket = await signedIn()
    const feed = ask('1', 'subscription ($id: ID!) { ticketEvents(ticketId: $id) { __typename } }', { id: ticketId })
    socket.send(feed)
    socket.send(feed)
    expect(await socket.closed).toBe(4409)
  })

  test('for an invalid WebSocket frame', async () => {
    const raw = net.connect(Number(new URL(app.url).port), '127.0.0.1')
    raw.on('error', () => {})
    raw.write(
      `GET /graphql HTTP/1.1\r\nHost: ${new URL(app.url).host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    )
    await new Promise((resolve) => raw.once('data', resolve))
    raw.write(Buffer.alloc(64, 0xff))
    await new Promise((resolve) => raw.once('close', resolve).resume())
    expect((await fetch(`${app.url}/health`)).status).toBe(200)
  })
})

describe('an operation over a socket', () => {
  test.each<[string, string, string]>([
    ['no GraphQL', 'BAD_USER_INPUT', 'SELECT 1'],
    ['an unknown field', 'BAD_USER_INPUT', '{ passwords }'],
    [
      '3,000 aliases of __typename',
      'QUERY_TOO_COMPLEX',
      `{ ${Array.from({ length: 3_000 }, (_, i) => `a${i}:__typename`).join(' ')} }`,
    ],
    [
      '16 aliases',
      'QUERY_TOO_COMPLEX',
      `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`,
    ],
    [
      'depth 21',
      'QUERY_TOO_COMPLEX',
      `{ node(id: "x") ${'{ ... on Message { ticket { lastMessage '.repeat(7)} { id } ${'} } }'.repeat(7)} }`,
    ],
    ['first: 100000', 'BAD_USER_INPUT', '{ tickets(first: 100000) { totalCount } }'],
    ['a garbage id', 'NOT_FOUND', 'subscription { ticketEvents(ticketId: "💥") { __typename } }'],
    ['a NUL', 'BAD_USER_INPUT', 'subscription { inboxEvents(filter: { text: "\\u0000" }) { __typename } }'],
    ['a missing variable', 'BAD_USER_INPUT', 'query ($id: ID!) { node(id: $id) { id } }'],
  ])('with %s is %s, and the socket stays open', async (_what, code, query) => {
    const socket = await signedIn()
    socket.send(ask('1', query))
    const { payload } = await Promise.race([socket.hear('error', '1'), socket.hear('next', '1')])
    const [error] = payload.errors ?? payload
    expect([error.extensions.code, error.extensions.requestId]).toEqual([code, expect.stringMatching(/^[\w-]{36}$/)])
    socket.send(ask('2', '{ viewer { id } }'))
    expect((await socket.hear('next', '2')).payload.data.viewer).not.toBeNull()
    socket.socket.close()
  })

  test('the 101st feed of a socket is RATE_LIMITED, and the others continue', async () => {
    const socket = await signedIn()
    for (let i = 1; i <= 101; i++) socket.send(ask(String(i), 'subscription { inboxEvents { __typename } }'))
    expect((await socket.hear('error', '101')).payload[0].extensions.code).toBe('RATE_LIMITED')
    socket.send({ id: '100', type: 'complete' })
    const create =
      'mutation ($id: ID!) { createTicket(input: { subject: "s", body: "b", clientId: $id }) { errors { code } } }'
    socket.send(ask('m', create, { id: randomUUID() }))
    expect((await socket.hear('next', '1')).payload.data.inboxEvents.__typename).toBe('InboxUpdate')
    socket.socket.close()
  })
})
