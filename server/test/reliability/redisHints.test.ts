import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { withClient } from '../../src/platform/database/connect.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { eventually } from '../eventually.ts'
import { follow, type Follower } from '../follower.ts'
import { HAS_REDIS, redisServer, type RedisServer } from '../redisServer.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../testApp.ts'

const withRedis = HAS_REDIS ? test : test.skip
if (!HAS_REDIS)
  process.stderr.write('The tests of Redis are skipped: there is no redis-server (apt-get install redis-server).\n')

type Options = Pick<NonNullable<Parameters<typeof testApp>[0]>, 'hints' | 'polling'>

let redis: RedisServer
let database: TestDatabase
let nodes: TestApp[] = []
let followers: Follower[] = []
beforeAll(async () => {
  if (HAS_REDIS) redis = await redisServer()
})
afterAll(() => redis?.kill())
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  await Promise.all(followers.map((one) => one.stop()))
  await Promise.all(nodes.map((node) => node.close()))
  await database.drop()
  followers = []
  nodes = []
})

withRedis('without polling and without NOTIFY, messages reach the other node through Redis', async () => {
  const [here, there] = [await open({ polling: false }), await open({ polling: false })]
  const { buyer, agent, ticket } = await desk(here)
  const far = await followed(there, buyer, ticket)
  const notified = await notifications(async () => {
    for (let n = 0; n < 20; n++) {
      await reply(here, agent, ticket.id, `message ${n}`)
      await far.count(n + 2)
    }
  })
  expect(far.log.map(({ body }) => body)).toEqual(['first', ...Array.from({ length: 20 }, (_, n) => `message ${n}`)])
  expect(notified).toEqual([])
})

withRedis('control: without Redis, the same messages are notified', async () => {
  const here = await open({ polling: false }, {})
  const { agent, ticket } = await desk(here)
  const notified = await notifications(() => reply(here, agent, ticket.id, 'one'))
  expect(notified).toContainEqual(expect.stringMatching(/^t:/))
})

withRedis('control: with hints and polling turned off on a node, nothing arrives there', async () => {
  const [here, there] = [await open({ polling: false }), await open({ hints: false, polling: false })]
  const { buyer, agent, ticket } = await desk(here)
  const [near, far] = [await followed(here, buyer, ticket), await followed(there, buyer, ticket)]
  for (const body of ['one', 'two', 'three']) await reply(here, agent, ticket.id, body)
  await near.count(4)
  expect(far.log.map(({ body }) => body)).toEqual(['first'])
})

withRedis('while Redis is down nothing is lost: polling delivers, and hints return with it', async () => {
  // One node polls; the other one shows what hints alone do.
  const [here, polling, hinted] = [await open({}), await open({}), await open({ polling: false })]
  const { buyer, agent, ticket } = await desk(here)
  const near = await followed(here, buyer, ticket)
  const polled = await followed(polling, buyer, ticket)
  const hintedOnly = await followed(hinted, buyer, ticket)

  await redis.kill()
  await eventually('all nodes have noticed it', () => nodes.every(({ app }) => !app.isRedisUp()))
  for (let n = 0; n < 5; n++) await reply(here, agent, ticket.id, `down ${n}`)
  await Promise.all([near.count(6), polled.count(6)])
  expect(hintedOnly.log).toHaveLength(1)

  await redis.start()
  // Back again, a node reads what it may have missed.
  await hintedOnly.count(6)
  await eventually('all nodes are connected', () => nodes.every(({ app }) => app.isRedisUp()))
  for (let n = 0; n < 5; n++) {
    await reply(here, agent, ticket.id, `up ${n}`)
    await hintedOnly.count(7 + n)
  }
  await Promise.all([near.count(11), polled.count(11)])
  const bodies = ['first', ...[0, 1, 2, 3, 4].map((n) => `down ${n}`), ...[0, 1, 2, 3, 4].map((n) => `up ${n}`)]
  for (const { log } of [near, polled, hintedOnly]) {
    expect(log.map(({ body }) => body)).toEqual(bodies)
    expect(log.map(({ seq }) => seq)).toEqual(bodies.map((_, n) => n + 2))
  }
})

withRedis('a session that is revoked on one node is closed on the other through Redis', async () => {
  const [here, there] = [await open({ polling: false }), await open({ polling: false })]
  const { buyer, ticket } = await desk(here)
  const admin = await here.actor('admin')
  const far = await followed(there, buyer, ticket)
  const { errors, data } = await here.gql(
    admin,
    `mutation ($id: ID!) { disablePerson(input: { userId: $id }) { errors { code } } }`,
    { id: Buffer.from(`User:${buyer.id}`).toString('base64') },
  )
  expect({ errors, data }).toMatchObject({ errors: undefined, data: { disablePerson: { errors: [] } } })
  await eventually('the socket is closed', () => far.closeCodes.includes(4403))
})

async function open(options: Options, variables: Record<string, string> = { REDIS_URL: redis.url }): Promise<TestApp> {
  const node = await testApp({ database, variables, ...options })
  nodes.push(node)
  if (variables['REDIS_URL']) await eventually('Redis is connected', () => node.app.isRedisUp())
  return node
}

async function desk(node: TestApp) {
  const [buyer, agent] = await Promise.all([node.actor('buyer'), node.actor('agent')])
  const ticket = await openTicket(node, buyer)
  await reply(node, agent, ticket.id, 'first')
  return { buyer, agent, ticket }
}

/** Follows a ticket; what was there before, the message `first`, has been delivered, so that later ones need a hint or a check. */
async function followed(node: TestApp, actor: Actor, ticket: { id: string; cursor: string }): Promise<Follower> {
  const follower = follow(node.url, actor, ticket)
  followers.push(follower)
  await follower.count(1)
  return follower
}

/** The notifications that PostgreSQL sends while `work` runs. */
async function notifications(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = []
  await withClient(database.superuserUrl, 'parley test', async (client) => {
    client.on('notification', ({ payload = '' }) => heard.push(payload))
    await client.query('LISTEN parley')
    await work()
    // Notifications arrive in the order of commits: after this one, none of the work is missing.
    await client.query(`SELECT pg_notify('parley', 'end')`)
    await eventually('the last notification', () => heard.includes('end'))
  })
  return heard.filter((payload) => payload !== 'end')
}
