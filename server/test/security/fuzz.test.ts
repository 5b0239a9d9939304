import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { WebSocket } from 'ws'
import { rounds } from '../rounds.ts'
import { type Actor, testApp } from '../testApp.ts'
import { BODIES, MESSAGES, REQUESTS } from './fuzzInputs.ts'
import { checksum } from './checksum.ts'
import { buildWorld, type World } from './world.ts'

/** The number of runs of each kind. */
const RUNS = rounds(15, 200)

/** Every code in docs/errors.md, except the one for internal errors. */
const DOCUMENTED = new Set(
  `UNAUTHENTICATED BAD_USER_INPUT NOT_FOUND QUERY_TOO_COMPLEX RATE_LIMITED PERSISTED_DOCUMENT_NOT_FOUND
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

test.each(Object.keys(MESSAGES))(
  'a socket that sends %s is answered or closed with a documented code',
  async (kind) => {
    await unharmed(async () => {
      await fc.assert(
        fc.asyncProperty(MESSAGES[kind]!, async (message) => said(message)),
        { numRuns: RUNS },
      )
    })
  },
)

function send(body: string | Buffer): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${buyer.token}` }
  return fetch(`${world.app.url}/graphql`, { method: 'POST', headers, body: body as string })
}

async function judged(response: Response): Promise<void> {
  judge(await response.text())
}

function judge(text: string): void {
  // A response may repeat parts of the request, but must not contain internals of the server.
  expect(text).not.toMatch(INSIDES)
  const answer = JSON.parse(text) as { errors?: { extensions?: { code: string } }[]; data?: Record<string, any> }
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code)
  for (const payload of Object.values(answer.data ?? {}))
    codes.push(...(payload?.errors ?? []).map((error: any) => error.code))
  expect(codes.filter((code) => !DOCUMENTED.has(code!))).toEqual([])
}

/** Sends a random message, then a valid one: every response is documented, and the valid one is answered unless the socket is closed. */
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
