import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { eventually } from '../test/eventually.ts'
import { type Actor, openTicket, type TestApp, testApp } from '../test/testApp.ts'
import { startChores } from './chores.ts'
import { cursorSeal } from './live/cursor.ts'
import { type Live, startLive } from './live/live.ts'
import type { Connection } from './live/member.ts'
import type { Identity } from './platform/database/identity.ts'
import { openPools, type Pools } from './platform/database/pools.ts'
import { silentLog } from './platform/log.ts'
import { ShareHeartbeat } from './screenshare/shareHeartbeat.ts'

let app: TestApp
let pools: Pools
let live: Live
let buyer: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp({ chores: false })
  pools = openPools(app.database.roleUrls, silentLog)
  live = startLive({
    pools,
    hintsUrl: app.database.roleUrls.staff,
    seal: cursorSeal(Buffer.alloc(32), 'epoch'),
    stillValid: async (refs) => new Set(refs.map(({ id }) => id)),
    forget: () => {},
    log: silentLog,
  })
  ;[buyer, agent] = [await app.actor('buyer', 'Mira'), await app.actor('agent', 'Ada')]
})
afterEach(() => void jest.useRealTimers())
afterAll(async () => {
  await live.close()
  await pools.close()
  await app.close()
})

/** From here on, what happens every so often happens when the test says so; everything else goes on. */
const holdIntervals = () =>
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  })

const startBatch = async () => {
  const { number } = await openTicket(app, buyer)
  const { data } = await app.gql(
    agent,
    `mutation ($input: StartBatchInput!) { startBatch(input: $input) { job { id } errors { message } } }`,
    { input: { clientId: randomUUID(), filter: { text: number }, changes: { priority: 'HIGH' } } },
  )
  const { id } = data.startBatch.job as { id: string }
  return async () =>
    (await app.gql(agent, 'query ($id: ID!) { batch(jobId: $id) { state } }', { id })).data.batch.state as string
}

test('a batch is begun at the word of it; and every five seconds, should the word be lost', async () => {
  holdIntervals()
  const hearing = startChores({ pools, live, mailer: null, log: silentLog })
  const state = await startBatch()
  await eventually('it is done', state, (now) => now === 'DONE')
  await hearing.close()

  const deaf = startChores({ pools, live: { onTold: () => {} }, mailer: null, log: silentLog })
  const lost = await startBatch()
  jest.advanceTimersByTime(4_999)
  expect(await lost()).toBe('RUNNING')
  jest.advanceTimersByTime(1)
  await eventually('it is done', lost, (now) => now === 'DONE')
  await deaf.close()
})

test('what nobody can sign in with any more is removed every hour, and no connection is checked for it', async () => {
  await app.sql(
    `with people as (select $1::uuid as id)
     , a as (insert into sign_ins (user_id, token, expires_at) select id, 'old', now() - interval '1 second' from people
             union all select id, 'good', now() + interval '1 hour' from people)
     , b as (insert into verifications (identifier, value, expires_at)
             values ('old', 'v', now() - interval '1 second'), ('good', 'v', now() + interval '1 hour'))
     , c as (insert into api_tokens (user_id, token_hash, revoked_at) select id, 'old'::bytea, now() - interval '31 days' from people
             union all select id, 'good'::bytea, now() - interval '29 days' from people)
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
        (select string_agg(encode(token_hash, 'escape'), ' ') from api_tokens where revoked_at is not null) as tokens`,
    )
    return row!
  }
  const before = await counts()
  holdIntervals()
  const chores = startChores({ pools, live, mailer: null, log: silentLog })
  jest.advanceTimersByTime(60 * 60_000)
  await chores.close()
  const { revocations, ...kinds } = await counts()
  expect(kinds).toEqual({ sign_ins: 'good', verifications: 'good', invitations: 'good', tokens: 'good' })
  expect(revocations).toBe(before['revocations'])
})

test('a node by which nobody shares or watches looks for silent sharers one second in five, another one each second', async () => {
  let transactions = 0
  const counting: Pools = { ...pools, for: (identity: Identity) => (transactions++, pools.for(identity)) }
  holdIntervals()
  const heartbeat = new ShareHeartbeat({ pools: counting, live, log: silentLog })
  const seconds = async (n: number) => {
    for (let i = 0; i < n; i++) {
      jest.advanceTimersByTime(1_000)
      await heartbeat.checked()
    }
    return transactions
  }
  expect(await seconds(4)).toBe(0)
  expect(await seconds(1)).toBe(1)
  expect(await seconds(10)).toBe(3)
  const connection = { userId: agent.id, role: 'agent' } as Connection
  const leave = heartbeat.attend({ id: randomUUID(), ticketId: randomUUID(), sharerId: agent.id }, connection)
  // Noting its own sharers is a transaction as well.
  expect(await seconds(3)).toBe(9)
  leave()
  expect(await seconds(4)).toBe(9)
  await heartbeat.close()
})
