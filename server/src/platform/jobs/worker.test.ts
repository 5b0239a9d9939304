import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { eventually } from '../../../test/eventually.ts'
import { MAINTENANCE } from '../database/identity.ts'
import { asIdentity } from '../database/operation.ts'
import { openPools, type Pools } from '../database/pools.ts'
import { statement } from '../database/statement.ts'
import { silentLog } from '../log.ts'
import { addJob } from './addJob.ts'
import { startJobWorker } from './worker.ts'

let database: TestDatabase
let pools: Pools
let superuser: pg.Pool
const nodes = new Set<ChildProcess>()

beforeAll(async () => {
  database = await testDatabase()
  pools = openPools(database.roleUrls, silentLog)
  superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 3 })
  await superuser.query('CREATE TABLE begun (name text, pid int); CREATE TABLE done (name text, pid int)')
})
beforeEach(() => superuser.query('TRUNCATE begun, done, job_nodes; DELETE FROM graphile_worker._private_jobs'))
afterEach(async () => {
  await Promise.all([...nodes].map(kill))
})
afterAll(async () => {
  await superuser.end()
  await pools.close()
  await database.drop()
})

const rows = async <R extends pg.QueryResultRow>(text: string) => (await superuser.query<R>(text)).rows
const add = (names: string[], key = (name: string) => name) =>
  asIdentity(pools, MAINTENANCE, 'write', async () => {
    for (const name of names) await addJob('note', { name }, { key: key(name) })
  })
const names = (from: string, count: number) => Array.from({ length: count }, (_, at) => `${from} ${at}`)
const doneNames = async () => (await rows<{ name: string }>('SELECT name FROM done')).map(({ name }) => name).toSorted()

async function startNode(): Promise<ChildProcess> {
  const node = spawn(process.execPath, ['--import', 'tsx', 'test/jobNode.ts'], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    env: { PATH: process.env.PATH, JOBS_URL: database.roleUrls.jobs, RESULTS_URL: database.superuserUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  nodes.add(node)
  await once(node.stdout!, 'data')
  return node
}

async function kill(node: ChildProcess): Promise<void> {
  nodes.delete(node)
  if (node.exitCode !== null || node.signalCode !== null) return
  const exited = once(node, 'exit')
  node.kill('SIGKILL')
  await exited
}

test('two nodes share the jobs, and each job is done once', async () => {
  await Promise.all([startNode(), startNode()])
  const wanted = names('shared', 200)
  await add(wanted)
  await eventually('all are done', async () => (await doneNames()).length >= wanted.length)
  expect(await doneNames()).toEqual(wanted.toSorted())
  // Control: without the queue's locks, jobs are done twice.
  await add(names('unlocked', 20))
  const take = () => rows(`SELECT id FROM graphile_worker._private_jobs WHERE payload ->> 'name' LIKE 'read %'`)
  await superuser.query(`INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at)
    SELECT t.id, json_build_object('name', 'read ' || n), now() + interval '1 hour' FROM graphile_worker._private_tasks t, generate_series(1, 20) n WHERE t.identifier = 'note'`)
  expect((await Promise.all([take(), take()])).flat()).toHaveLength(40)
})

test('the job of a node that is killed is done by another one', async () => {
  const first = await startNode()
  await add(['hang'])
  await eventually('the job was begun', async () => (await rows('SELECT FROM begun')).length === 1)
  const second = await startNode()
  await add(['after'])
  await eventually('others are done', async () => (await doneNames()).includes('after'))
  // Control: while its node is alive, the job is not taken by another.
  expect(await doneNames()).toEqual(['after'])
  await kill(first)
  await eventually('it is done', async () => (await doneNames()).includes('hang'))
  expect(await rows("SELECT pid FROM begun WHERE name = 'hang' ORDER BY pid = " + String(second.pid))).toEqual([
    { pid: first.pid },
    { pid: second.pid },
  ])
})

test('a job is added with its operation or not at all, and the newest of those with one key is kept', async () => {
  const failing = asIdentity(pools, MAINTENANCE, 'write', async () => {
    await addJob('note', { name: 'lost' }, { key: 'lost' })
    throw new Error('the operation fails')
  })
  await expect(failing).rejects.toThrow('the operation fails')
  await add(['old'], () => 'one key')
  await add(['new'], () => 'one key')
  expect(await rows(`SELECT payload ->> 'name' AS name FROM graphile_worker._private_jobs`)).toEqual([{ name: 'new' }])
})

test('a job is not lost if a worker starts the one with its key at that moment', async () => {
  const waiting = () =>
    rows(`SELECT payload ->> 'name' AS name FROM graphile_worker._private_jobs WHERE locked_at IS NULL`)
  /** Adds a job by this SQL while a worker is starting the one with its key, and returns the jobs that wait afterwards. */
  const addDuringStart = async (sql: string) => {
    await add(['started'], () => 'one key')
    const worker = new pg.Client({ connectionString: database.superuserUrl })
    await worker.connect()
    await worker.query(
      `BEGIN; UPDATE graphile_worker._private_jobs SET locked_by = 'a worker', locked_at = now(), attempts = 1 WHERE key = 'one key'`,
    )
    const added = superuser.query(sql)
    await eventually(
      'it waits for the worker',
      async () =>
        (await rows(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))
          .length > 0,
    )
    await worker.query('COMMIT')
    await worker.end()
    await added
    return waiting()
  }
  const job = `'note', '{"name": "added"}'`
  expect(await addDuringStart(`SELECT add_job(${job}, 'one key', NULL)`)).toEqual([{ name: 'added' }])
  await superuser.query('DELETE FROM graphile_worker._private_jobs')
  // Control: the queue's own function loses it.
  expect(await addDuringStart(`SELECT graphile_worker.add_job(${job}, job_key => 'one key')`)).toEqual([])
})

test('a job without a key is added once per transaction, and no other transaction waits for it', async () => {
  const addTwice = async (key?: string) => {
    await addJob('note', { name: 'collect' }, { key })
    await addJob('note', { name: 'collect' }, { key })
  }
  /** Adds it in one transaction while another one has added it and is still open. */
  const addInTwo = (key?: string) =>
    asIdentity(pools, MAINTENANCE, 'write', async () => {
      await addTwice(key)
      await asIdentity(pools, MAINTENANCE, 'write', async () => {
        await statement(`SET LOCAL lock_timeout = '1s'`).rows()
        await addTwice(key)
      })
    })
  await addInTwo()
  expect(await rows('SELECT FROM graphile_worker._private_jobs')).toHaveLength(2)
  // Control: with a key they wait for each other.
  await expect(addInTwo('one key')).rejects.toThrow('lock timeout')
})

test('jobs of deliveries are added once per transaction, at the earliest moment, and workers are told of those that are due', async () => {
  const listener = new pg.Client({ connectionString: database.superuserUrl })
  await listener.connect()
  const heard: unknown[] = []
  listener.on('notification', ({ payload }) => heard.push((JSON.parse(payload!) as { count: number }).count))
  await listener.query('LISTEN "jobs:insert"')
  const [one, other] = [randomUUID(), randomUUID()]
  const adding = (minutes: number, ...people: string[]) =>
    `SELECT add_deliver_jobs(array_fill('email'::notification_channel, ARRAY[${people.length}]), '{${people.join()}}',
      array_fill(now() + interval '${minutes} minutes', ARRAY[${people.length}]));`
  await superuser.query(`BEGIN; ${adding(5, one, other)} ${adding(2, one)} ${adding(3, one)} COMMIT`)
  // Another transaction has one of its own: nobody waits for it.
  await superuser.query(adding(1, other))
  const added = await rows<{ person: string; minutes: number }>(
    `SELECT payload ->> 'userId' AS person, round(extract(epoch FROM run_at - created_at) / 60)::int AS minutes
     FROM graphile_worker._private_jobs ORDER BY minutes`,
  )
  expect(added).toEqual([
    { person: other, minutes: 1 },
    { person: one, minutes: 2 },
    { person: other, minutes: 5 },
  ])
  await superuser.query(adding(0, one, other))
  await eventually('the queue is told', () => heard.length > 0)
  expect(heard).toEqual([2])
  await listener.end()
})

test('a failing task is retried and receives the attempt number', async () => {
  const tries: number[] = []
  const worker = startJobWorker({
    url: database.roleUrls.jobs,
    schedule: [],
    log: silentLog,
    tasks: {
      note: async (_, { attempt }) => {
        tries.push(attempt)
        if (attempt === 1) throw new Error('not yet')
      },
    },
  })
  await add(['retried'])
  await eventually(
    'it has failed once',
    async () =>
      (await rows(`SELECT FROM graphile_worker._private_jobs WHERE last_error = 'not yet' AND locked_at IS NULL`))
        .length === 1,
  )
  await superuser.query('UPDATE graphile_worker._private_jobs SET run_at = now()')
  await eventually('it is done', async () => (await rows('SELECT FROM graphile_worker._private_jobs')).length === 0)
  expect(tries).toEqual([1, 2])
  await worker.close()
})

test('a worker that is closed aborts its running jobs, waits for them, and leaves the rest to others', async () => {
  const ended: string[] = []
  const worker = startJobWorker({
    url: database.roleUrls.jobs,
    schedule: [],
    log: silentLog,
    tasks: {
      note: async ({ name }, { signal }) => {
        await superuser.query('INSERT INTO begun (name) VALUES ($1)', [name])
        await once(signal, 'abort')
        ended.push(String(name))
      },
    },
  })
  await add(names('long', 3))
  await eventually('it runs two', async () => (await rows('SELECT FROM begun')).length === 2)
  await worker.close()
  expect(ended).toHaveLength(2)
  expect(await rows('SELECT locked_by FROM graphile_worker._private_jobs')).toEqual([{ locked_by: null }])
  expect(await rows('SELECT FROM job_nodes')).toEqual([])
})

test('a worker whose database connections are all cut continues', async () => {
  const seen: unknown[] = []
  const worker = startJobWorker({
    url: database.roleUrls.jobs,
    schedule: [],
    log: silentLog,
    tasks: { note: async ({ name }) => void seen.push(name) },
  })
  await add(['before'])
  await eventually('it does jobs', () => seen.includes('before'))
  await superuser.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley jobs' AND datname = current_database()`,
  )
  await add(['afterwards'])
  await eventually('it runs jobs again', () => seen.includes('afterwards'))
  await worker.close()
})

test.each([
  ['a requester', 'requester', `SELECT add_job('continue_batch', '{}', 'a', NULL)`],
  ['a requester, past the function', 'requester', `INSERT INTO graphile_worker._private_jobs (task_id) VALUES (1)`],
  ['staff, past the function', 'staff', `INSERT INTO graphile_worker._private_jobs (task_id) VALUES (1)`],
  ['staff, past the function again', 'staff', `SELECT graphile_worker.add_job('anything')`],
] as const)('%s cannot add forbidden jobs', async (_, role, statement) => {
  const client = new pg.Client({ connectionString: database.roleUrls[role] })
  await client.connect()
  await client.query(`SET parley.viewer_role = 'admin'`)
  await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
  await client.end()
})
