import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parseCronItems } from 'graphile-worker'
import { type Actor, gid, openTicket, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { eventually } from '../../test/eventually.ts'
import { readEnv } from '../env.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { openMeetings } from '../platform/meetings/open.ts'
import { createTasks, SCHEDULE } from './tasks.ts'

let app: TestApp
let pools: Pools
let buyer: Actor, admin: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  ;[buyer, agent, admin] = [await app.actor('buyer'), await app.actor('agent'), await app.actor('admin')]
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

test('every job has a name on screen', async () => {
  const strings = await readFile(new URL('../../../client/src/backgroundJobs/strings.ts', import.meta.url), 'utf8')
  const named = [...strings.matchAll(/^    (\w+) \{/gm)].map(([, task]) => task)
  expect(Object.keys(tasksOf()).filter((task) => !named.includes(task))).toEqual([])
})

const meetings = await openMeetings(readEnv({ NODE_ENV: 'test' }))
const tasksOf = () =>
  createTasks({
    pools,
    files: app.app.files,
    mailer: { send: async () => {}, close: () => {} },
    mailFolder: null,
    senders: [],
    meetings,
    push: null as never,
    sms: null,
    linkDesk: { name: 'Parley', url: 'http://localhost' },
    backups: null,
    inbound: null,
    answerInvitation: async () => false,
    parser: { parse: async () => null },
    isOnline: () => false,
  })
const run = (task: string, payload = {}) =>
  tasksOf()[task]!(payload, {
    attempt: 1,
    isLastAttempt: false,
    signal: new AbortController().signal,
  })

test('every scheduled task exists, and its schedule is valid', () => {
  const tasks = tasksOf()
  expect(SCHEDULE.filter(({ task }) => !tasks[task])).toEqual([])
  expect(parseCronItems(SCHEDULE.map(({ task, cron }) => ({ task, match: cron })))).toHaveLength(SCHEDULE.length)
})

test('every scheduled task runs', async () => {
  for (const { task } of SCHEDULE) await run(task)
})

test('expired sign-ins, links, tokens, limits and invitations are removed, without checking any connection', async () => {
  await app.sql(
    `with people as (select $1::uuid as id)
     , a as (insert into sign_ins (user_id, token, expires_at) select id, 'old', now() - interval '1 second' from people
             union all select id, 'good', now() + interval '1 hour' from people)
     , b as (insert into verifications (identifier, value, expires_at)
             values ('old', 'v', now() - interval '1 second'), ('good', 'v', now() + interval '1 hour'))
     , c as (insert into api_tokens (user_id, token_hash, revoked_at, expires_at)
             select id, 'old'::bytea, now() - interval '31 days', null from people
             union all select id, 'older'::bytea, null, now() - interval '31 days' from people
             union all select id, 'good'::bytea, now() - interval '29 days', now() - interval '1 day' from people)
     , d as (insert into setup_links (token_hash, expires_at) values ('old', now()), ('good', now() + interval '1 hour'))
     , e as (insert into sign_in_attempts values ('old', now()), ('good', now() + interval '1 hour'))
     , f as (insert into rate_limits values ('old', now()), ('good', now() + interval '1 hour'))
     , g as (insert into handover_uses values ('old', now()), ('good', now() + interval '1 hour'))
     insert into invitations (email, name, role, token_hash, expires_at, accepted_at, cancelled_at)
     values ('a@x.test', 'old', 'buyer', 'a', now() - interval '91 days', null, null),
       ('b@x.test', 'old', 'buyer', 'b', now(), now() - interval '91 days', null),
       ('c@x.test', 'old', 'buyer', 'c', now(), null, now() - interval '91 days'),
       ('d@x.test', 'good', 'buyer', 'd', now() - interval '89 days', null, null)`,
    [buyer.id],
  )
  const counts = async () => {
    const [row] = await app.sql(
      `select (select count from revocations) as revocations, (select string_agg(token, ' ') from sign_ins where token in ('old', 'good')) as sign_ins,
        (select string_agg(identifier, ' ') from verifications) as verifications, (select string_agg(name, ' ') from invitations) as invitations,
        (select string_agg(encode(token_hash, 'escape'), ' ') from api_tokens where token_hash in ('old', 'older', 'good')) as tokens,
        (select string_agg(encode(token_hash, 'escape'), ' ') from setup_links) as setup_links,
        (select string_agg(encode(key, 'escape'), ' ') from sign_in_attempts) as guesses,
        (select string_agg(encode(key, 'escape'), ' ') from rate_limits) as limits,
        (select string_agg(encode(key, 'escape'), ' ') from handover_uses) as handovers`,
    )
    return row!
  }
  const before = await counts()
  await run('remove_expired_access')
  const { revocations, ...kinds } = await counts()
  expect(new Set(Object.values(kinds))).toEqual(new Set(['good']))
  expect(revocations).toBe(before['revocations'])
})

test('failed jobs and unsent mails are removed after a month', async () => {
  const add = (name: string, task: string, attempts: number, days: number) =>
    app
      .sql('select from graphile_worker.add_job($1, job_key => $2, max_attempts => 3)', [task, name])
      .then(() =>
        app.sql(
          `update graphile_worker._private_jobs set attempts = $2, updated_at = now() - make_interval(days => $3) where key = $1`,
          [name, attempts, days],
        ),
      )
  await add('failed long ago', 'send_mail', 3, 31)
  await add('failed last week', 'send_mail', 3, 7)
  await add('old and waiting', 'send_mail', 2, 31)
  await add('a stopped batch', 'continue_batch', 3, 31)
  await app.sql(`insert into mail_outbox (recipient, subject, body, created_at)
    values ('a@x.test', 'old', '', now() - interval '31 days'), ('b@x.test', 'new', '', now() - interval '29 days')`)
  await run('remove_failed_jobs')
  const left = await app.sql<{ key: string }>(
    `select key from graphile_worker._private_jobs where key ~ 'failed|old|stopped' order by key`,
  )
  expect(left.map(({ key }) => key)).toEqual(['a stopped batch', 'failed last week', 'old and waiting'])
  expect(await app.sql('select subject from mail_outbox order by 1')).toEqual([{ subject: 'new' }])
  await app.sql('delete from mail_outbox')
  await app.sql('delete from graphile_worker._private_jobs')
})

test('only an admin can see and retry a failed job', async () => {
  const [job] = await app.sql<{ id: string }>(
    `select id from graphile_worker.add_job('sweep_notifications', max_attempts => 1)`,
  )
  await app.sql(
    `update graphile_worker._private_jobs set attempts = 1, last_error = 'The disk is full' where id = $1`,
    [job!.id],
  )
  const list = async (who: Actor) =>
    (await app.gql(who, '{ backgroundJobs(states: [FAILED]) { edges { node { task state attempts lastError } } } }'))
      .data.backgroundJobs
  const retry = async (who: Actor) =>
    (
      await app.gql(
        who,
        `mutation ($id: ID!) { retryBackgroundJob(input: { jobId: $id }) { job { state attempts } errors { code } } }`,
        { id: gid('BackgroundJob', job!.id) },
      )
    ).data.retryBackgroundJob
  expect(await list(agent)).toBeNull()
  expect((await retry(agent)).errors).toEqual([{ code: 'FORBIDDEN' }])
  expect(await list(admin)).toEqual({
    edges: [{ node: { task: 'sweep_notifications', state: 'FAILED', attempts: 1, lastError: 'The disk is full' } }],
  })
  expect(await retry(admin)).toEqual({ job: { state: 'WAITING', attempts: 0 }, errors: [] })

  const worker = await testApp({ database: app.database })
  await eventually(
    'the job has run',
    async () => (await app.sql('select from graphile_worker.jobs where id = $1', [job!.id])).length === 0,
  )
  await worker.close()
})

test('a share whose sharer is not connected is ended by its job, and an active one is checked again', async () => {
  const { id: ticketId } = await openTicket(app, buyer)
  const start = `mutation ($id: ID!) { startScreenShare(input: { ticketId: $id }) { screenShare { id } errors { code } } }`
  const { screenShare } = (await app.gql(buyer, start, { id: ticketId })).data.startScreenShare
  const shareId = uuidIn(screenShare.id)
  const jobs = () =>
    app.sql(`select from graphile_worker.jobs where key = 'screen_share:' || $1 and run_at > now()`, [shareId])
  const ended = async () =>
    (
      await app.sql<{ ended: boolean }>('select ended_at is not null as ended from screen_shares where id = $1', [
        shareId,
      ])
    )[0]!.ended
  expect(await jobs()).toHaveLength(1)
  await app.sql('delete from graphile_worker._private_jobs')
  await run('end_silent_screen_share', { shareId })
  expect([await ended(), await jobs()]).toEqual([false, [{}]])
  await app.sql('delete from graphile_worker._private_jobs')
  await app.sql(`update screen_shares set seen_at = now() - interval '9 seconds' where id = $1`, [shareId])
  await run('end_silent_screen_share', { shareId })
  expect([await ended(), await jobs()]).toEqual([true, []])
})
