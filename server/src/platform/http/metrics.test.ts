import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { eventually } from '../../../test/eventually.ts'
import { follow } from '../../../test/follower.ts'
import { type Actor, openTicket, reply, type TestApp, testApp } from '../../../test/testApp.ts'
import { createMetrics, type DeskState } from './metrics.ts'

let app: TestApp
let agent: Actor
let buyer: Actor
beforeAll(async () => {
  app = await testApp({ jobs: true })
  ;[agent, buyer] = [await app.actor('agent'), await app.actor('buyer')]
})
afterAll(() => app.close())

const text = async () => (await fetch(`${app.url}/metrics`)).text()

/** The value of a metric with these labels, in any order; 0 if it is not there. */
async function read(name: string, labels: Record<string, string> = {}): Promise<number> {
  const lines = (await text()).split('\n').filter((line) => line.replace(/[ {].*/, '') === name)
  const line = lines.find((one) => Object.entries(labels).every(([key, value]) => one.includes(`${key}="${value}"`)))
  return line ? Number(line.split(' ').at(-1)) : 0
}

/** By how much a metric changes while `work` runs. */
async function change(name: string, labels: Record<string, string>, work: () => Promise<unknown>): Promise<number> {
  const before = await read(name, labels)
  await work()
  return (await read(name, labels)) - before
}

const inHour = `now() + interval '1 hour'`
const hourAgo = `now() - interval '1 hour'`

test('operations are measured by their first field, never by a name that the client chose', async () => {
  const done = { operation: 'desk', type: 'query', outcome: 'ok' }
  const count = 'parley_operation_seconds_count'
  expect(await change(count, done, () => app.gql(agent, 'query MadeUpName { desk { name } }'))).toBe(1)
  expect(await text()).not.toContain('MadeUpName')
  const other = { operation: 'other', type: 'query', outcome: 'ok' }
  expect(await change(count, other, () => app.gql(agent, '{ __schema { queryType { name } } }'))).toBe(1)
  const refused = { operation: 'tickets', type: 'query', outcome: 'error' }
  expect(await change(count, refused, () => app.gql(null, '{ tickets(first: 1) { totalCount } }'))).toBe(1)
})

test('errors are counted by code, whether GraphQL or HTTP rejects', async () => {
  const errors = (code: string, work: () => Promise<unknown>) => change('parley_errors_total', { code }, work)
  expect(await errors('UNAUTHENTICATED', () => app.gql(null, '{ tickets(first: 1) { totalCount } }'))).toBe(1)
  expect(await errors('BAD_USER_INPUT', () => app.gql(agent, '{ nonsense }'))).toBe(1)
  expect(await errors('BAD_USER_INPUT', () => fetch(`${app.url}/graphql`, { method: 'PUT' }))).toBe(1)
  expect(await errors('BAD_USER_INPUT', () => app.gql(agent, '{ desk { name } }'))).toBe(0)
})

test('a socket counts, and the time from a hint to its frame is measured', async () => {
  const ticket = await openTicket(app, buyer)
  const follower = follow(app.url, buyer, ticket)
  try {
    await eventually(
      'the follower is known',
      () => read('parley_live_subscribers'),
      (count) => count === 1,
    )
    expect(await read('parley_sockets')).toBe(1)
    // A poll may read one reply before its hint arrives.
    await eventually('a hint is measured', async () => {
      await reply(app, buyer, ticket.id, 'Here')
      return (await read('parley_hint_to_frame_seconds_count')) > 0 && follower.log.length > 0
    })
  } finally {
    await follower.stop()
  }
  await eventually(
    'the socket is gone',
    () => read('parley_sockets'),
    (count) => count === 0,
  )
})

test('without hints there is nothing to measure from', async () => {
  const deaf = await testApp({ jobs: false, hints: false })
  try {
    const other = await deaf.actor('buyer')
    const ticket = await openTicket(deaf, other)
    const measured = await change('parley_hint_to_frame_seconds_count', {}, async () => {
      const follower = follow(deaf.url, other, ticket)
      await eventually('the follower is known', () => deaf.app.stats().members === 1)
      await reply(deaf, other, ticket.id, 'Read by polling')
      await follower.count(1)
      await follower.stop()
    })
    expect(measured).toBe(0)
  } finally {
    await deaf.close()
  }
})

test('jobs are counted by task and state, and the oldest that is overdue is known', async () => {
  await app.sql(`SELECT graphile_worker.add_job('later', run_at => ${inHour})`)
  await app.sql(`SELECT graphile_worker.add_job('overdue', run_at => ${hourAgo})`)
  await app.sql(`SELECT graphile_worker.add_job('broken', run_at => ${hourAgo}, max_attempts => 1)`)
  await app.sql(`UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE max_attempts = 1`)
  expect(await read('parley_jobs', { task: 'later', state: 'waiting' })).toBe(1)
  expect(await read('parley_jobs_overdue_seconds', { task: 'later' })).toBe(0)
  expect(await read('parley_jobs', { task: 'overdue', state: 'waiting' })).toBe(1)
  expect(await read('parley_jobs_overdue_seconds', { task: 'overdue' })).toBeGreaterThanOrEqual(3600)
  expect(await read('parley_jobs', { task: 'broken', state: 'failed' })).toBe(1)
  expect(await text()).not.toMatch(/parley_jobs_overdue_seconds\{task="broken"/)
  await app.sql(`DELETE FROM graphile_worker._private_jobs WHERE task_id IN
    (SELECT id FROM graphile_worker._private_tasks WHERE identifier IN ('later', 'overdue', 'broken'))`)
  expect(await read('parley_jobs', { task: 'overdue', state: 'waiting' })).toBe(0)
})

test('the age of the outbox is that of the oldest mail that is still to be sent', async () => {
  const quiet = await testApp({ jobs: false })
  const add = (problem: string | null, age: string) =>
    quiet.sql(
      `INSERT INTO mail_outbox (recipient, subject, body, problem, created_at) VALUES ('a@b.example', 's', 'b', $1, now() - $2::interval)`,
      [problem, age],
    )
  const age = async () => {
    const answer = await (await fetch(`${quiet.url}/metrics`)).text()
    return Number(/^parley_mail_oldest_unsent_seconds (\S+)$/m.exec(answer)![1])
  }
  try {
    expect(await age()).toBe(0)
    await add('no such mailbox; given up after 12 attempts', '5 hours')
    expect(await age()).toBe(0)
    await add('connection refused; it will be tried again', '1 hour')
    await add(null, '1 minute')
    expect(Math.floor((await age()) / 60)).toBe(60)
  } finally {
    await quiet.close()
  }
})

test('the pools tell how many connections are used and how many operations wait, and waits are measured', async () => {
  const pool = new pg.Pool({ connectionString: app.database.roleUrls.staff, max: 1 })
  const desk = { jobs: [], oldestMailSeconds: 0, backupSeconds: 90 }
  const live = () => ({ groups: 0, members: 0, sockets: 0 })
  const metrics = createMetrics({ live, pools: { staff: pool }, desk: async () => desk })
  const first = await pool.connect()
  const second = pool.connect()
  const during = await metrics.text()
  expect(during).toContain('parley_pool_connections{pool="staff",state="used"} 1\n')
  expect(during).toContain('parley_pool_connections_max{pool="staff"} 1\n')
  expect(during).toContain('parley_pool_waiting{pool="staff"} 1\n')
  expect(during).toContain('parley_backup_age_seconds 90\n')
  first.release()
  ;(await second).release()
  expect(await metrics.text()).toContain('parley_pool_waiting{pool="staff"} 0\n')
  await pool.end()
  const waits = () => app.gql(agent, '{ tickets(first: 1) { totalCount } }')
  expect(await change('parley_pool_wait_seconds_count', { pool: 'staff' }, waits)).toBeGreaterThan(0)
})

test('a database that fails is reported as down, and does not hide the metrics of the node', async () => {
  let desk = async (): Promise<DeskState> => ({
    jobs: [{ task: 't', state: 'failed', count: 3, oldestSeconds: 1 }],
    oldestMailSeconds: 60,
    backupSeconds: 90,
  })
  const live = () => ({ groups: 0, members: 7, sockets: 0 })
  const metrics = createMetrics({ live, pools: {}, desk: () => desk() })
  expect(await metrics.text()).toMatch(/^parley_database_up 1$/m)
  desk = () => Promise.reject(new Error('gone'))
  const down = await metrics.text()
  expect(down).toMatch(/^parley_database_up 0$/m)
  expect(down).toMatch(/^parley_live_subscribers 7$/m)
  // The last known values would look as if nothing had changed.
  expect(down).not.toMatch(/^parley_(jobs|mail_oldest_unsent_seconds|backup_age_seconds)[ {]/m)
})
