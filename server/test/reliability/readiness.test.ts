import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createServer, type AddressInfo } from 'node:net'
import { withClient } from '../../src/platform/database/connect.ts'
import { eventually } from '../eventually.ts'
import { follow } from '../follower.ts'
import { startServer } from '../serverProcess.ts'
import { type Actor, openTicket, post, reply, type TestApp, testApp } from '../testApp.ts'

const READY = { METRICS_TOKEN: 'a-token-of-the-load-balancer' }

let app: TestApp
let buyer: Actor
let ticket: { id: string; cursor: string }
let env: Record<string, string>
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer')
  ticket = await openTicket(app, buyer)
  env = { NODE_ENV: 'test', DATABASE_URL: app.database.ownerUrl, DATA_DIR: app.dataDir, ...READY }
})
afterAll(() => app.close())

/** The answer of a node's /ready, or null if nothing listens. */
async function ready(url: string): Promise<number | null> {
  const headers = { authorization: `Bearer ${READY.METRICS_TOKEN}`, connection: 'close' }
  return fetch(`${url}/ready`, { headers }).then(
    ({ status }) => status,
    () => null,
  )
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Runs `work` while a node cannot apply the definitions, which it does because they seem to have changed. */
async function whileBlocked<T>(work: () => Promise<T>): Promise<T> {
  return withClient(app.database.superuserUrl, 'a report', async (client) => {
    await client.query(`UPDATE _parley_definitions SET checksum = 'another', tables = NULL`)
    await client.query('BEGIN; SELECT FROM support_tickets LIMIT 1')
    const result = await work()
    await client.query('COMMIT')
    return result
  })
}

const blocked = () =>
  eventually('the node waits for the tables', () =>
    app
      .sql(`SELECT FROM pg_stat_activity WHERE application_name = 'parley migrate' AND datname = current_database()
        AND wait_event_type = 'Lock'`)
      .then(({ length }) => length > 0),
  )

test('a node is not ready until the database is migrated', async () => {
  const PORT = String(await freePort())
  const url = `http://127.0.0.1:${PORT}`
  const { starting } = await whileBlocked(async () => {
    const starting = startServer({ ...env, PORT })
    await blocked()
    expect(await ready(url)).toBeNull()
    return { starting }
  })
  const server = await starting
  expect(await ready(url)).toBe(200)
  await server.kill('SIGKILL')
})

test('a node that waits for the tables can be stopped', async () => {
  const PORT = String(await freePort())
  await whileBlocked(async () => {
    let pid: number | undefined
    const starting = startServer({ ...env, PORT }, undefined, (child) => (pid = child))
    await blocked()
    process.kill(pid!, 'SIGTERM')
    await expect(starting).rejects.toThrow('The server ended')
  })
})

test('after SIGTERM a node is not ready, and serves sockets and requests while it drains', async () => {
  const server = await startServer({ ...env, DRAIN_DELAY: '600' })
  const follower = follow(server.url, buyer, ticket, 'none')
  await eventually('the reader is connected', () => follower.connections === 1)
  expect(await ready(server.url)).toBe(200)
  process.kill(server.pid, 'SIGTERM')
  await eventually(
    'the node is not ready',
    () => ready(server.url),
    (status) => status === 503,
  )
  await eventually('the reader gets messages', async () => {
    await reply(app, buyer, ticket.id, 'Still there?')
    return follower.log.length > 0
  })
  expect((await post(server.url, buyer, '{ viewer { name } }')).data.viewer.name).toBe(buyer.name)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expect(follower.closeCodes).toEqual([])
  await follower.stop()
  await server.kill('SIGKILL')
})

test('after DRAIN_DELAY it closes its sockets with 1012 and exits with 0', async () => {
  const server = await startServer({ ...env, DRAIN_DELAY: '1' })
  const follower = follow(server.url, buyer, ticket, 'none')
  await eventually('the reader is connected', () => follower.connections === 1)
  expect(await server.kill('SIGTERM')).toBe(0)
  await eventually('the socket is closed', () => follower.closeCodes.length > 0)
  expect(follower.closeCodes[0]).toBe(1012)
  await follower.stop()
})
