import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { GraphQLError, parse } from 'graphql'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { eventually } from '../../test/eventually.ts'
import { openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { waiting } from '../../test/whileLocked.ts'
import type { Identity } from '../platform/database/identity.ts'
import { withClient } from '../platform/database/connect.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { silentLog } from '../platform/log.ts'
import { useOperation } from './useOperation.ts'

const agent: Identity = { role: 'agent', userId: randomUUID() }

let running: TestApp
let database: TestDatabase
let pools: Pools
beforeAll(async () => {
  database = await testDatabase()
  pools = openPools(database.roleUrls, silentLog)
})
afterAll(async () => {
  await pools.close()
  await database.drop()
})
beforeEach(() => void started.splice(0))

const one = statement<{ n: number }>('SELECT 1 AS n')
const broken = statement('SELECT 1 / 0')
const terminate = statement('SELECT pg_terminate_backend(pg_backend_pid())')
const taken = () => pools.staff.totalCount - pools.staff.idleCount

/** Every run of a document, in order. */
const started: number[] = []

/** Executes a document with the plugin; `work` stands in for its resolvers. */
async function execute(kind: 'query' | 'mutation', work: (run: number) => Promise<unknown>): Promise<any> {
  let wrapped: ((args: unknown) => Promise<unknown>) | undefined
  const args = { document: parse(`${kind} { x }`), contextValue: { identity: agent, requestId: 'r' } }
  const executeFn = async () => {
    started.push(started.length)
    return work(started.length)
  }
  const plugin = useOperation(pools, silentLog)
  void plugin.onExecute!({ args, executeFn, setExecuteFn: (next: never) => (wrapped = next) } as never)
  return wrapped!(args)
}

const deadlock = () => Object.assign(new Error('deadlock detected'), { code: '40P01' })

test.each(['query', 'mutation'] as const)('a %s that throws in the middle returns its connection', async (kind) => {
  const throws = execute(kind, async () => {
    await one.first()
    throw new Error('aborted')
  })
  if (kind === 'query') await expect(throws).rejects.toThrow('aborted')
  else expect(await throws).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] })
  await eventually('the connection is returned', taken, (count) => count === 0)
})

test.each(['query', 'mutation'] as const)(
  'a %s whose resolvers continue after it has thrown takes no connection',
  async (kind) => {
    let late: Promise<unknown> | undefined
    await execute(kind, async () => {
      late = new Promise<void>((resolve) => setImmediate(resolve)).then(() => one.first())
      late.catch(() => {})
      throw new Error('aborted')
    }).catch(() => {})
    await expect(late).rejects.toThrow('has already ended')
    await eventually('the connection is returned', taken, (count) => count === 0)
  },
)

test('a mutation whose connection dies, or whose transaction is broken, returns its connection', async () => {
  const dies = await execute('mutation', async () => {
    await terminate.first().catch(() => {})
    return { data: {} }
  })
  expect(dies).toMatchObject({ data: null, errors: [{}] })
  const isBroken = await execute('mutation', async () => {
    await broken.first().catch(() => {})
    return { data: {} }
  })
  expect(isBroken).toMatchObject({ data: null, errors: [{}] })
  await eventually('the connections are returned', taken, (count) => count === 0)
})

test('work whose commit fails does not touch a connection that is already used by another operation', async () => {
  const failed = asIdentity(pools, agent, 'write', () => broken.first().catch(() => {}))
  await expect(failed).rejects.toThrow('rolled back')
  expect(taken()).toBe(0)
})

test.each([
  ['thrown', () => Promise.reject(deadlock())],
  ['returned', () => Promise.resolve({ errors: [new GraphQLError('x', { originalError: deadlock() })] })],
])('a mutation is run once more after a deadlock that is %s', async (_how, fail) => {
  const result = await execute('mutation', async (run) => {
    await one.first()
    return run === 1 ? fail() : { data: { x: 1 } }
  })
  expect(result).toEqual({ data: { x: 1 } })
  expect(taken()).toBe(0)
})

test('a mutation is run no more than twice, and never after another error', async () => {
  expect((await execute('mutation', () => Promise.reject(deadlock()))).errors).toHaveLength(1)
  expect(started).toEqual([0, 1])
  started.splice(0)
  expect((await execute('mutation', () => Promise.reject(new Error('x')))).errors).toHaveLength(1)
  expect(started).toEqual([0])
})

test('work is run once more after a deadlock', async () => {
  let runs = 0
  await asIdentity(pools, agent, 'write', async () => {
    await one.first()
    if (++runs === 1) throw deadlock()
  })
  expect(runs).toBe(2)
  expect(taken()).toBe(0)
})

describeApp('on a running server', (app) => {
  test('requests whose clients disconnect return their connections', async () => {
    const buyer = await app().actor('buyer')
    const { id } = await openTicket(app(), buyer)
    await withClient(app().database.superuserUrl, 'parley test', async (client) => {
      await client.query(`begin; select from support_tickets where id = '${uuidIn(id)}' for update`)
      const leaving = new AbortController()
      const requests = Array.from({ length: 12 }, () => abandoned(app(), buyer.token, id, leaving.signal))
      await waiting(app(), 8)
      leaving.abort()
      await Promise.all(requests)
      await client.query('commit')
    })
    const busy = `select count(*)::int as n from pg_stat_activity where application_name = 'parley requester' and datname = current_database() and state <> 'idle'`
    await eventually(
      'all are idle',
      () => app().sql<{ n: number }>(busy),
      ([row]) => row!.n === 0,
    )
    expect((await reply(app(), buyer, id, 'Hello')).errors).toEqual([])
  })

  test.each([true, false])(
    'a request that still waits for a connection when its client leaves (%s) is not run',
    async (leaves) => {
      const buyer = await app().actor('buyer')
      const { id } = await openTicket(app(), buyer)
      const leaving = new AbortController()
      let requests: Promise<unknown>[] = []
      let left = 0
      const count = (_req: unknown, res: ServerResponse) => res.on('close', () => left++)
      app().app.server.on('request', count)
      await withClient(app().database.superuserUrl, 'parley test', async (client) => {
        await client.query(`begin; select from support_tickets where id = '${uuidIn(id)}' for update`)
        requests = Array.from({ length: 12 }, () => abandoned(app(), buyer.token, id, leaving.signal))
        await waiting(app(), 8)
        if (leaves) {
          leaving.abort()
          await eventually('the server knows', () => left === 12)
        }
        await client.query('commit')
      })
      await Promise.all(requests)
      app().app.server.off('request', count)
      const busy = `select count(*)::int as n from pg_stat_activity where application_name = 'parley requester' and datname = current_database() and state <> 'idle'`
      await eventually(
        'all are idle',
        () => app().sql<{ n: number }>(busy),
        ([row]) => row!.n === 0,
      )
      const [row] = await app().sql<{ n: number }>(
        `select count(*)::int as n from ticket_messages where ticket_id = $1 and body = 'Hello'`,
        [uuidIn(id)],
      )
      // Those that had a connection were under way.
      expect(row!.n).toBe(leaves ? 8 : 12)
    },
  )

  test('a failed message does not cause an unhandled rejection of the read that ran with it', async () => {
    await app().sql(`create function explode() returns trigger language plpgsql as $$ begin raise 'boom'; end $$`)
    await app().sql(
      `create trigger explode before insert on ticket_messages for each row when (new.body = 'boom') execute function explode()`,
    )
    const [buyer, staff] = [await app().actor('buyer'), await app().actor('agent')]
    const { id } = await openTicket(app(), buyer)
    const text = `mutation ($input: ReplyInput!) { reply(input: $input) { ticket { id } errors { code } } }`
    // jest fails a test in which a rejection goes unhandled.
    const { errors } = await app().gql(staff, text, { input: { ticketId: id, clientId: randomUUID(), body: 'boom' } })
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
  })
})

function describeApp(_name: string, body: (app: () => TestApp) => void): void {
  beforeAll(async () => {
    // One person uses all connections.
    running = await testApp({ jobs: false, limited: false })
  })
  afterAll(() => running.close())
  body(() => running)
}

function abandoned(app: TestApp, token: string, ticketId: string, signal: AbortSignal): Promise<unknown> {
  const query = `mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } }`
  const body = JSON.stringify({ query, variables: { input: { ticketId, clientId: randomUUID(), body: 'Hello' } } })
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  return fetch(`${app.url}/graphql`, { method: 'POST', headers, body, signal }).catch(() => {})
}
