import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { eventually } from '../../test/eventually.ts'
import { logViolations } from '../../test/logInvariants.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { continueBatch } from './continueBatch.ts'
import { step } from './steps.ts'

const SOME = 250

let app: TestApp
let pools: Pools
let buyer: Actor, sofia: Actor, daniel: Actor
beforeAll(async () => {
  // Hundreds of tickets are created by one person at once.
  app = await testApp({ limited: false })
  pools = openPools(app.database.roleUrls, silentLog)
  buyer = await app.actor('buyer', 'Mira')
  sofia = await app.actor('agent', 'Sofia')
  daniel = await app.actor('agent', 'Daniel')
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

const JOB = 'id state total processed changed failed restored conflicts problems { ticket { id } reason }'
const payload = `{ job { ${JOB} } errors { code message } }`
const start = async (who: Actor, input: Record<string, unknown>) =>
  (
    await app.gql(who, `mutation ($input: StartBatchInput!) { startBatch(input: $input) ${payload} }`, {
      input: { clientId: randomUUID(), ...input },
    })
  ).data.startBatch
const call = async (who: Actor, name: 'undoBatch' | 'cancelBatch', jobId: string) =>
  (await app.gql(who, `mutation ($input: BatchIdInput!) { ${name}(input: $input) ${payload} }`, { input: { jobId } }))
    .data[name]
const read = async (who: Actor, jobId: string) =>
  (await app.gql(who, `query ($jobId: ID!) { batch(jobId: $jobId) { ${JOB} } }`, { jobId })).data.batch
const ended = (who: Actor, jobId: string, states = ['DONE', 'UNDONE', 'CANCELLED']) =>
  eventually(
    'the batch has ended',
    () => read(who, jobId),
    ({ state }) => states.includes(state),
    120_000,
  )

/** Creates tickets with a unique subject, so that a filter finds only them. */
const tickets = async (count: number) => {
  const subject = `Lamp ${randomUUID().slice(0, 8)}`
  const ids: string[] = []
  // Some at a time: on a busy machine, hundreds would wait too long for a connection.
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(10, count - ids.length) }, () => openTicket(app, buyer, subject))
    ids.push(...(await Promise.all(some)).map(({ id }) => id))
  }
  return { ids, filter: { text: subject } }
}
const STATE = `id, status, priority, assignee_id, team, tags, claimed_at::text, resolved_at::text, waiting_on, waiting_since::text`
const states = (ids: string[]) =>
  app.sql(`select ${STATE} from support_tickets where id = any ($1) order by id`, [ids.map(uuidIn)])

test('every ticket that matches is changed, each with its own history, and the owner can follow the progress', async () => {
  const { ids, filter } = await tickets(SOME)
  const { job } = await start(sofia, { filter, changes: { status: 'RESOLVED', priority: 'HIGH', addTags: ['sale'] } })
  expect(job).toMatchObject({ state: 'RUNNING', total: SOME, processed: 0 })
  const client = wsClient(app, sofia)
  const progress = subscribe(client, `subscription ($id: ID!) { batchProgress(jobId: $id) { processed state } }`, {
    id: job.id,
  })
  expect(await ended(sofia, job.id)).toMatchObject({ state: 'DONE', processed: SOME, changed: SOME, failed: 0 })
  await eventually('the end is published', () =>
    progress.pending().some(({ data }: any) => data.batchProgress.state === 'DONE'),
  )
  // A subscriber after the end receives it immediately: nothing more will change.
  const late = subscribe(client, 'subscription ($id: ID!) { batchProgress(jobId: $id) { state } }', { id: job.id })
  expect((await late.next()).data.batchProgress).toEqual({ state: 'DONE' })
  await client.dispose()
  const logs = await app.sql<{ seqs: number[]; actors: string[] }>(
    `select array_agg(seq order by seq) as seqs, array_agg(distinct actor_id::text) filter (where seq > 1) as actors from ticket_events where ticket_id = any ($1) group by ticket_id`,
    [ids.map(uuidIn)],
  )
  expect(logs).toEqual(Array(SOME).fill({ seqs: [1, 2, 3, 4], actors: [sofia.id] }))
  // The audit log contains only the changed fields.
  const [audited] = await app.sql(`select data -> 'changes' as changes from audit_log where kind = 'tickets_changed'`)
  expect(audited).toEqual({ changes: ['addTags', 'priority', 'status'] })
  expect(await read(daniel, job.id)).toBeNull()
  expect((await call(daniel, 'undoBatch', job.id)).errors[0].code).toBe('NOT_FOUND')
})

test('an undo restores each ticket exactly, except those changed by others since', async () => {
  const { ids, filter } = await tickets(120)
  await app.gql(daniel, `mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }`, { id: ids[0] })
  await app.gql(
    daniel,
    `mutation ($id: ID!) { setStatus(input: { ticketId: $id, status: CLOSED }) { errors { code } } }`,
    { id: ids[1] },
  )
  const before = await states(ids)
  const { job } = await start(sofia, {
    filter,
    changes: { status: 'RESOLVED', agentId: gid('User', sofia.id), addTags: ['sale'] },
  })
  await ended(sofia, job.id)
  // One was reopened in the meantime; one only got a message, which an undo does not affect.
  await app.gql(
    daniel,
    `mutation ($id: ID!) { setStatus(input: { ticketId: $id, status: OPEN }) { errors { code } } }`,
    { id: ids[2] },
  )
  await app.gql(
    daniel,
    `mutation ($id: ID!) { setPriority(input: { ticketId: $id, priority: HIGH }) { errors { code } } }`,
    { id: ids[3] },
  )
  expect((await call(sofia, 'undoBatch', job.id)).job.state).toBe('UNDOING')
  const undone = await ended(sofia, job.id, ['UNDONE'])
  expect(undone).toMatchObject({
    restored: 119,
    conflicts: 1,
    problems: [{ ticket: { id: ids[2] }, reason: 'It was changed by someone else in the meantime.' }],
  })
  const now = await states(ids)
  const wanted = before.map((row: any) => (row.id === uuidIn(ids[3]!) ? { ...row, priority: 'high' } : row))
  expect(now.filter(({ id }: any) => id !== uuidIn(ids[2]!))).toEqual(
    wanted.filter(({ id }: any) => id !== uuidIn(ids[2]!)),
  )
  expect(now.find(({ id }: any) => id === uuidIn(ids[2]!))).toMatchObject({
    status: 'open',
    assignee_id: sofia.id,
    tags: ['sale'],
  })
})

test('a failed part is repeated, and each part is done once, with any number of nodes', async () => {
  const { ids, filter } = await tickets(SOME)
  const { job } = await start(sofia, { filter, changes: { priority: 'LOW' } })
  const owner = { id: sofia.id, role: 'agent' } as const
  const dies = asIdentity(pools, { role: 'agent', userId: sofia.id }, 'write', async () => {
    await step(owner, uuidIn(job.id))
    throw new Error('the node is gone')
  })
  await expect(dies).rejects.toThrow('the node is gone')
  const nodes = Array.from({ length: 3 }, () => openPools(app.database.roleUrls, silentLog))
  // Each runs as often as all parts together need: later ones find nothing to do.
  await Promise.all(
    [pools, ...nodes].map(async (node) => {
      for (let part = 0; part < 5; part++) await continueBatch(node, uuidIn(job.id))
    }),
  )
  await Promise.all(nodes.map((node) => node.close()))
  expect(await ended(sofia, job.id)).toMatchObject({ state: 'DONE', processed: SOME, changed: SOME })
  const [{ n }] = (await app.sql<{ n: number }>(
    `select count(*)::int as n from ticket_events where kind = 'priority_changed' and ticket_id = any ($1)`,
    [ids.map(uuidIn)],
  )) as [{ n: number }]
  expect(n).toBe(SOME)
  expect(await logViolations({ query: async (text: string) => ({ rows: await app.sql(text) }) } as never)).toEqual([])
})

test('an undo does not restore `waitingOn` if a message was written since', async () => {
  const { ids, filter } = await tickets(4)
  const [untouched, answered, moved, replied] = ids as [string, string, string, string]
  for (const id of [untouched, answered, moved, replied]) await reply(app, sofia, id, 'Have you tried another bulb?')
  const before = await states([untouched])
  const closed = (await start(sofia, { filter: { ...filter }, changes: { status: 'RESOLVED' } })).job
  await ended(sofia, closed.id)
  await reply(app, sofia, answered, 'One more thing')
  await call(sofia, 'undoBatch', closed.id)
  await ended(sofia, closed.id, ['UNDONE'])
  expect(await states([untouched])).toEqual(before)
  expect(await states([answered])).toMatchObject([{ waiting_on: 'staff' }])

  const taken = (await start(sofia, { filter, changes: { status: 'IN_PROGRESS' } })).job
  await ended(sofia, taken.id)
  await reply(app, buyer, replied, 'I have, and it does not help')
  await call(sofia, 'undoBatch', taken.id)
  await ended(sofia, taken.id, ['UNDONE'])
  expect(await states([replied])).toMatchObject([{ status: 'open', waiting_on: 'staff' }])
  expect(await states([moved])).toMatchObject([{ status: 'open', waiting_on: 'requester' }])
  expect(await logViolations({ query: async (text: string) => ({ rows: await app.sql(text) }) } as never)).toEqual([])
})

test('failures are counted and listed, and the rest is changed', async () => {
  const { ids, filter } = await tickets(3)
  await app.sql(
    `update support_tickets set tags = (select array_agg('t' || n) from generate_series(1, 20) n) where id = $1`,
    [uuidIn(ids[1]!)],
  )
  const { job } = await start(sofia, { filter, changes: { addTags: ['one more'] } })
  expect(await ended(sofia, job.id)).toMatchObject({
    changed: 2,
    failed: 1,
    problems: [{ ticket: { id: ids[1] }, reason: 'A ticket can have at most 20 tags.' }],
  })
})

test('a cancelled batch stops, and starting it twice creates one', async () => {
  const { filter } = await tickets(5)
  const clientId = randomUUID()
  const input = { clientId, filter, changes: { priority: 'HIGH' } }
  const first = await start(sofia, input)
  expect((await start(sofia, input)).job.id).toBe(first.job.id)
  expect((await start(daniel, input)).errors[0].code).toBe('IDEMPOTENCY_CONFLICT')
  await call(sofia, 'cancelBatch', first.job.id)
  expect(['CANCELLED', 'DONE']).toContain((await read(sofia, first.job.id)).state)
})

test('a disabled owner’s batch changes nothing further', async () => {
  // No background jobs: the batch only continues when the test runs it.
  const still = await testApp({ jobs: false })
  const nodes = openPools(still.database.roleUrls, silentLog)
  const left = await still.actor('agent', 'Left')
  await openTicket(still, await still.actor('buyer'), 'Lamp')
  const input = { clientId: randomUUID(), filter: { text: 'Lamp' }, changes: { priority: 'LOW' } }
  const { data } = await still.gql(
    left,
    `mutation ($input: StartBatchInput!) { startBatch(input: $input) ${payload} }`,
    { input },
  )
  expect(data.startBatch.job.state).toBe('RUNNING')
  await still.sql(`update users set disabled_at = now() where id = $1`, [left.id])
  await continueBatch(nodes, uuidIn(data.startBatch.job.id))
  expect(await still.sql(`select state, (select priority from support_tickets) from batch_jobs`)).toEqual([
    { state: 'cancelled', priority: 'medium' },
  ])
  await nodes.close()
  await still.close()
})

test('only staff can start a batch, and empty or invalid ones are rejected', async () => {
  const { filter } = await tickets(1)
  expect((await start(buyer, { filter, changes: { priority: 'LOW' } })).errors[0].code).toBe('FORBIDDEN')
  expect((await start(sofia, { filter: { text: 'no such thing' }, changes: {} })).errors[0].code).toBe('VALIDATION')
  expect((await start(sofia, { filter, changes: { team: 'Nowhere' } })).errors[0].code).toBe('NOT_FOUND')
  expect((await start(sofia, { clientId: 'x', filter, changes: {} })).errors[0].code).toBe('VALIDATION')
})
