import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { withClient } from '../../src/platform/database/connect.ts'
import { createLog } from '../../src/platform/log.ts'
import { participants } from '../asking.ts'
import { testDatabase } from '../database.ts'
import { eventually } from '../eventually.ts'
import { logViolations } from '../logInvariants.ts'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../testApp.ts'
import { upload } from '../uploads.ts'
import { type Mutation, MUTATIONS, type Scene, step, type Step, take } from './sequences.ts'

/** The number of mutations that run at the same time. */
export const AT_ONCE = 32
const TICKETS = 4
const UPLOADS = 6
/** The most frequent mutations, which affect the same rows. */
const CONTENDED: Mutation[] = [
  'reply',
  'reply',
  'reply',
  'setStatus',
  'setStatus',
  'editMessage',
  'deleteMessage',
  'claim',
  'unclaim',
  'assign',
  'handOver',
  'updateTickets',
  'updateTags',
  'setNotes',
  'markRead',
  'addParticipant',
  'leaveTicket',
  'startBatch',
  'undoBatch',
]
const steps = fc.oneof(
  step,
  fc.tuple(step, fc.constantFrom(...CONTENDED)).map(([one, mutation]): Step => ({ ...one, mutation })),
)

/** A ticket, and the people who act in it. */
interface Place {
  scene: Scene
  actors: Record<Step['by'], Actor>
}

/** A desk whose operations wait for each other indefinitely: the load of the machine must not matter. */
export async function patientApp(): Promise<TestApp> {
  const database = await testDatabase()
  const name = new URL(database.superuserUrl).pathname.slice(1)
  await withClient(database.superuserUrl, 'parley test', async (client) => {
    for (const role of ['parley_staff', 'parley_requester', 'parley_auth'])
      for (const limit of ['statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'])
        await client.query(`alter role ${role} in database ${name} set ${limit} = 0`)
  })
  // Without the node's own queue: the database alone must serialise them. Errors are printed.
  return testApp({ database, limited: false, log: createLog({ level: 'error', pretty: true }) })
}

/** A few tickets that share some people, who act in several of them at the same time. */
async function buildPlaces(app: TestApp): Promise<Place[]> {
  const buyers = [await app.actor('buyer'), await app.actor('buyer')]
  const requesters = [await app.actor('seller'), await app.actor('seller')]
  const agents = [await app.actor('agent'), await app.actor('agent')]
  const [admin, helper] = [await app.actor('admin'), await app.actor('agent')]
  const uploads = { buyer: [] as string[], agent: [] as string[], admin: [] as string[] }
  const places: Place[] = []
  for (let n = 0; n < TICKETS; n++) {
    const actors = { buyer: buyers[n % 2]!, agent: agents[(n >> 1) % 2]!, admin }
    // Batches search for this subject.
    const { id: ticketId } = await openTicket(app, actors.buyer, `Matter ${n}`)
    const requester = requesters[n % 2]!
    await participants(app, admin, 'addParticipant', { ticketId, userId: gid('User', requester.id) })
    for (const by of ['buyer', 'agent', 'admin'] as const)
      for (let k = 0; k < UPLOADS; k++)
        uploads[by].push((await upload(app, actors[by], Buffer.from(`${n} ${k}`), { filename: 'a.txt' })).attachmentId)
    const scene: Scene = {
      ticketId,
      messages: { buyer: [], agent: [], admin: [] },
      staffIds: [...agents, admin, helper].map(({ id }) => gid('User', id)),
      helperId: gid('User', helper.id),
      requester,
      requests: [],
      made: {},
      notes: [],
      uploads,
    }
    places.push({ scene, actors })
  }
  return places
}

/** Runs this many random steps of all mutations, AT_ONCE at a time, and returns the violations as text. */
export async function runConcurrently(app: TestApp, operations: number, seed: number): Promise<string[]> {
  const places = await buildPlaces(app)
  const plan = [
    // Every mutation at least once, then at random.
    ...MUTATIONS.map((mutation, n): Step => ({ mutation, by: 'admin', n, m: n })),
    ...fc.sample(steps, { seed, numRuns: Math.max(0, operations - MUTATIONS.length) }),
  ]
  const problems: string[] = []
  let next = 0
  const work = async () => {
    for (let n = next++; n < plan.length; n = next++) {
      const { scene, actors } = places[n % TICKETS]!
      const once = () =>
        take(app, actors, scene, plan[n]!).then(
          () => null,
          (error: Error) => error.message,
        )
      let problem = await once()
      // Nothing was done: no connection was free in time.
      while (problem?.includes('SERVICE_UNAVAILABLE')) problem = await once()
      if (problem) problems.push(`${JSON.stringify(plan[n])}: ${problem}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  await eventually(
    'the batches have ended',
    () => running(app),
    (n) => n === 0,
  )
  return [...problems, ...(await violations(app, places))]
}

async function running(app: TestApp): Promise<number> {
  const sql = `select count(*)::int as n from batch_jobs where state in ('running', 'undoing')`
  return (await app.sql<{ n: number }>(sql))[0]!.n
}

const BATCHES = `
  select j.id from batch_jobs j left join batch_items i on i.job_id = j.id group by j.id
  having j.total <> count(i.job_id) or (j.state = 'done' and (j.processed <> j.total or j.changed <> count(*) filter (where i.state = 'changed')))
    or (j.state = 'undone' and j.restored + j.conflicts <> count(*) filter (where i.state in ('restored', 'conflict')))`
// People who leave the staff get no further notifications, and find old ones when they return.
const UNREAD = `
  select n.id from notifications n where n.kind = 'chat_request' and n.read_at is null and n.user_id <> $1
    and not exists (select from chat_requests r where r.status = 'pending' and r.ticket_id is not distinct from n.ticket_id)`
const DEADLOCKS = `select deadlocks::int as n from pg_stat_database where datname = current_database()`

async function violations(app: TestApp, places: Place[]): Promise<string[]> {
  const client = { query: async (sql: string) => ({ rows: await app.sql(sql) }) }
  const found = await logViolations(client as never)
  for (const { scene } of places) {
    const [row] = await app.sql<{ body: string }>('select body from ticket_notes where ticket_id = $1', [
      uuidIn(scene.ticketId),
    ])
    const last = scene.notes!.toSorted((a, b) => b.version - a.version)[0]
    // A conversation that was deleted since has none.
    if (row && last && row.body !== '' && row.body !== last.notes)
      found.push(`notes are ${row.body}, after ${last.notes}`)
  }
  for (const { id } of await app.sql<{ id: string }>(BATCHES)) found.push(`batch ${id} does not add up`)
  for (const { id } of await app.sql<{ id: string }>(UNREAD, [uuidIn(places[0]!.scene.helperId)]))
    found.push(`notification ${id} is about nothing that waits`)
  // Retries hide deadlocks; with one lock order there are none.
  const [{ n: deadlocks } = { n: 0 }] = await app.sql<{ n: number }>(DEADLOCKS)
  if (deadlocks > 0) found.push(`${deadlocks} deadlocks:\n${await deadlockReport(app)}`)
  return found
}

/** What PostgreSQL has logged about deadlocks: which statements waited for each other. */
async function deadlockReport(app: TestApp): Promise<string> {
  const [row] = await app.sql<{ folder: string }>(`select current_setting('data_directory') as folder`)
  const log = readFileSync(path.join(row!.folder, '../postgres.log'), 'utf8')
  return log.slice(Math.max(0, log.indexOf('deadlock detected'))).slice(0, 4_000)
}
