import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type DisputeDesk, disputeDesk } from '../../test/disputes.ts'
import { eventually } from '../../test/eventually.ts'
import { uuidIn } from '../../test/testApp.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { meetDeadline } from './deadlines.ts'

type Job = { payload: Record<string, unknown> & { deadline: string; ticketId: string }; runAt: Date }

let desk: DisputeDesk
let pools: Pools
const nodes = new Set<ChildProcess>()
beforeAll(async () => {
  desk = await disputeDesk()
  pools = openPools(desk.app.database.roleUrls, silentLog)
})
beforeEach(() => desk.app.sql('delete from graphile_worker._private_jobs'))
afterEach(async () => {
  await Promise.all([...nodes].map(kill))
})
afterAll(async () => {
  await pools.close()
  await desk.close()
})

const jobs = (ticket?: string) =>
  desk.app.sql<Job>(
    `select j.payload, j.run_at as "runAt" from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'case_deadline' and ($1::text is null or j.payload ->> 'ticketId' = $1) order by j.run_at`,
    [ticket ? uuidIn(ticket) : null],
  )
const meet = (job: Job) => asIdentity(pools, MAINTENANCE, 'write', () => meetDeadline(job.payload))
/** Runs the jobs of a ticket that are due. */
async function runDue(ticket: string) {
  for (const job of await jobs(ticket)) if (job.runAt.getTime() <= Date.now()) await meet(job)
}
const overdue = (ticket: string) => desk.events(ticket, 'shop_response_overdue')
const FORGET = `create or replace function deadline_is_recorded(ticket uuid, of_kind event_kind, due timestamptz) returns boolean
  language sql stable as 'select false'`
const REMEMBER = `create or replace function deadline_is_recorded(ticket uuid, of_kind event_kind, due timestamptz) returns boolean
  language sql stable as $$ SELECT EXISTS (SELECT FROM ticket_events e WHERE e.ticket_id = ticket AND e.kind = of_kind AND (e.data ->> 'dueAt')::timestamptz = due) $$`

async function startNode(env: Record<string, string> = {}): Promise<ChildProcess> {
  const node = spawn(process.execPath, ['--import', 'tsx', 'test/deadlineNode.ts'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { PATH: process.env['PATH'], ROLES: JSON.stringify(desk.app.database.roleUrls), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  nodes.add(node)
  await once(node.stdout!, 'data')
  return node
}
async function kill(node: ChildProcess): Promise<void> {
  nodes.delete(node)
  if (node.exitCode !== null || node.signalCode !== null) return
  const died = once(node, 'exit')
  node.kill('SIGKILL')
  await died
}

test('the shop is reminded after half of its time, and its deadline has a job: 24 and 48 hours after the message', async () => {
  const ticket = await desk.open()
  const due = Date.parse((await desk.see(desk.buyer, ticket)).shopResponseDueAt)
  const found = await jobs(ticket)
  expect(found.map(({ payload }) => payload.deadline)).toEqual(['shop_reminder', 'shop_response_overdue'])
  const hours = found.map(({ runAt }) => Math.round(48 - (due - runAt.getTime()) / 3_600_000))
  expect(hours).toEqual([24, 48])
  await meet(found[0]!)
  await meet(found[0]!)
  expect(await desk.notified(ticket, 'shop_reminder')).toEqual([desk.seller.id])
})

test('without a deadline in the settings there is none', async () => {
  await desk.app.sql('update desk_settings set shop_response_hours = null')
  const ticket = await desk.open()
  expect((await desk.see(desk.buyer, ticket)).shopResponseDueAt).toBeNull()
  expect(await jobs(ticket)).toEqual([])
  await desk.app.sql('update desk_settings set shop_response_hours = 48')
})

test('a deadline that passes is recorded once and tells the buyer, however often its job runs', async () => {
  const ticket = await desk.open()
  await runDue(ticket)
  expect(await overdue(ticket)).toEqual([])
  await desk.passDeadline(ticket)
  await Promise.all([runDue(ticket), runDue(ticket)])
  await runDue(ticket)
  expect(await overdue(ticket)).toHaveLength(1)
  expect(await desk.notified(ticket, 'response_overdue')).toEqual([desk.buyer.id])
})

test('control: without the check of the log, a job that runs twice fires twice', async () => {
  const ticket = await desk.open()
  await desk.passDeadline(ticket)
  await desk.app.sql(FORGET)
  await runDue(ticket)
  await runDue(ticket)
  await desk.app.sql(REMEMBER)
  expect(await overdue(ticket)).toHaveLength(2)
})

test('an answer that is committed while the job waits for the ticket is in time', async () => {
  const ticket = await desk.open()
  await desk.passDeadline(ticket)
  const [job] = (await jobs(ticket)).filter(({ payload }) => payload.deadline === 'shop_response_overdue')
  const id = uuidIn(ticket)
  const answered = `update support_tickets set waiting_on = 'requester', shared_waiting_on = 'requester', due_at = null where id = '${id}'`
  await whileLocked(desk.app, answered, () => meet(job!))
  expect(await overdue(ticket)).toEqual([])
})

test('a new turn has a new deadline: the job of the old one does nothing', async () => {
  const ticket = await desk.open()
  await desk.passDeadline(ticket)
  const old = await jobs(ticket)
  await desk.app.sql(
    `update support_tickets set shared_waiting_on = 'requester', waiting_on = 'requester' where id = $1`,
    [uuidIn(ticket)],
  )
  expect((await desk.see(desk.buyer, ticket)).dueAt).toBeNull()
  await desk.say(desk.buyer, ticket, 'And now?')
  for (const job of old) await meet(job)
  expect(await overdue(ticket)).toEqual([])
  expect((await desk.see(desk.buyer, ticket)).shopResponseDueAt).not.toBeNull()
})

test('a decision that is due, and evidence that was not sent, notify the agents of the team once', async () => {
  const ticket = await desk.escalated()
  await desk.requestEvidence(desk.agent, ticket, 'REQUESTER')
  await desk.app.sql(`update evidence_requests set due_at = now() - interval '1 second' where ticket_id = $1`, [
    uuidIn(ticket),
  ])
  await runDue(ticket)
  await runDue(ticket)
  const staff = [desk.agent.id, desk.other.id, desk.third.id].toSorted()
  expect(await desk.notified(ticket, 'case_due')).toEqual(staff)
  expect((await desk.see(desk.buyer, ticket)).case.evidenceRequests).toMatchObject([{ isOverdue: true }])
  await desk.app.sql(`update notifications set read_at = now() where ticket_id = $1`, [uuidIn(ticket)])
  await desk.app.sql(`update cases set due_at = now() - interval '1 second' where ticket_id = $1`, [uuidIn(ticket)])
  await runDue(ticket)
  await runDue(ticket)
  expect(await desk.notified(ticket, 'case_due')).toHaveLength(2 * staff.length)
})

test('deadlines that pass while no server runs, and servers that are killed: each fires once, late rather than never', async () => {
  const tickets = await Promise.all(Array.from({ length: 12 }, () => desk.open()))
  for (const ticket of tickets) await desk.passDeadline(ticket)
  const fired = async () =>
    (
      await desk.app.sql(`select from ticket_events where kind = 'shop_response_overdue' and ticket_id = any ($1)`, [
        tickets.map(uuidIn),
      ])
    ).length
  for (const count of [1, 4, 8]) {
    const node = await startNode()
    await eventually(`${count} have fired`, fired, (n) => n >= count)
    await kill(node)
  }
  await startNode()
  await eventually(
    'all jobs are done',
    async () => (await jobs()).filter(({ runAt }) => runAt.getTime() <= Date.now()).length === 0,
  )
  for (const ticket of tickets) {
    expect(await overdue(ticket)).toHaveLength(1)
    expect(await desk.notified(ticket, 'response_overdue')).toEqual([desk.buyer.id])
  }
})

/** A node commits and is killed before the queue knows; another runs the job again. `between` is what happens meanwhile. */
async function killedAfterCommit(between: () => Promise<unknown>): Promise<string> {
  const ticket = await desk.open()
  await desk.passDeadline(ticket)
  const node = await startNode({ HANG: 'true' })
  await eventually('it has fired', async () => (await overdue(ticket)).length === 1)
  await between()
  await kill(node)
  await startNode()
  await eventually('the job is done', async () =>
    (await jobs(ticket)).every(({ runAt }) => runAt.getTime() > Date.now()),
  )
  return ticket
}

test('a server that is killed after its commit has fired once', async () => {
  expect(await overdue(await killedAfterCommit(async () => {}))).toHaveLength(1)
})

test('control: without the queue’s lock and the check of the log, it fires twice', async () => {
  const unlock = `update graphile_worker._private_jobs set locked_by = null, locked_at = null, run_at = now()`
  const ticket = await killedAfterCommit(async () => {
    await desk.app.sql(FORGET)
    await desk.app.sql(unlock)
  })
  await desk.app.sql(REMEMBER)
  expect((await overdue(ticket)).length).toBeGreaterThanOrEqual(2)
})
