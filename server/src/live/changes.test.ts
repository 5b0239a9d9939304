import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { eventually } from '../../test/eventually.ts'
import { testDatabase, type TestDatabase } from '../../test/database.ts'
import { STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { changeFeed, sweepChanges } from './changes.ts'
import { cursorSeal } from './cursor.ts'
import { type Live, startLive } from './live.ts'
import type { Connection, Sink } from './member.ts'
import { broadcast, broadcastOnCommit } from './broadcast.ts'

const THING = 'aaaaaaaa-0000-4000-8000-000000000001'
const OTHER = 'aaaaaaaa-0000-4000-8000-000000000002'
const CONNECTION = { userId: 'u', role: 'agent', signIn: { kind: 'token', id: 't', expiresAt: null }, close: () => {} }

let database: TestDatabase
let pools: Pools
let superuser: pg.Pool
let lives: Live[] = []
beforeAll(async () => {
  database = await testDatabase()
  pools = openPools(database.roleUrls, silentLog)
  superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 3 })
})
beforeEach(async () => {
  await Promise.all(lives.map((live) => live.close()))
  lives = []
})
afterAll(async () => {
  await Promise.all(lives.map((live) => live.close()))
  await superuser.end()
  await pools.close()
  await database.drop()
})

const node = (hints: boolean) => {
  const live = startLive({
    pools,
    hintsUrl: database.roleUrls.staff,
    seal: cursorSeal(Buffer.alloc(32), 'epoch'),
    stillValid: async (refs) => new Set(refs.map(({ id }) => id)),
    forget: () => {},
    log: silentLog,
    hints,
  })
  lives.push(live)
  return live
}

/** Subscribes to `things` on a node as staff; `visible` decides what the reader may see. */
const follow = async (live: Live, visible: (id: string) => boolean = () => true) => {
  const heard: string[] = []
  const feed = changeFeed(
    { topic: 'things', whose: 'staff', load: async (ids) => ids.filter(visible).map((id) => ({ id })) },
    STAFF_CLASS,
  )
  const sink: Sink = { ready: () => true, send: (json) => void heard.push(json), end: () => {} }
  const position = await asIdentity(pools, STAFF_CLASS, 'read', () => feed.now())
  const produce = async (after: string) => {
    const { items, more, held } = await asIdentity(pools, STAFF_CLASS, 'read', () => feed.read(after))
    const frames = items.map(({ position, value }) => ({ position, json: (value as { id: string }).id }))
    return { frames, more, held }
  }
  live.hub.follow({
    feed,
    position,
    groupKey: feed.name,
    userId: null,
    produce,
    sink,
    connection: CONNECTION as Connection,
  })
  return heard
}

const publish = (id: string) => superuser.query(`select publish_change('things', $1, null)`, [id])

test.each([true, false])('each change is delivered on every node, in order (hints: %s)', async (hints) => {
  const [here, there] = [await follow(node(hints)), await follow(node(hints))]
  await publish(THING)
  await publish(OTHER)
  await publish(THING)
  for (const heard of [here, there]) await eventually('the last change arrives', () => heard.at(-1) === THING)
  await publish(OTHER)
  for (const heard of [here, there])
    await eventually('one more change arrives', () => heard.at(-1) === OTHER && heard.length >= 3)
})

test('a change waits for an older uncommitted transaction, and both arrive', async () => {
  const heard = await follow(node(true))
  const slow = await superuser.connect()
  await slow.query('begin')
  await slow.query(`select publish_change('things', $1, null)`, [THING])
  await publish(OTHER)
  await slow.query('commit')
  slow.release()
  await eventually('both are heard', () => heard.length === 2)
  expect(heard).toEqual([THING, OTHER])
})

test('changes that the reader may not see do not delay others, however many they are', async () => {
  const heard = await follow(node(true), (id) => id === THING)
  await superuser.query(`select publish_change('things', gen_random_uuid(), null) from generate_series(1, 1000)`)
  await publish(THING)
  await eventually('the visible change arrives', () => heard.length === 1)
  expect(heard).toEqual([THING])
})

test('many changes at once keep their order, however many digits their numbers have', async () => {
  await superuser.query(`select setval('live_changes_id_seq', 99998)`)
  const heard = await follow(node(true))
  const ids = Array.from({ length: 4 }, (_, n) => `aaaaaaaa-0000-4000-8000-00000000001${n}`)
  await superuser.query(`select publish_change('things', id, null) from unnest($1::uuid[]) as id`, [ids])
  await eventually('all are heard', () => heard.length >= ids.length)
  expect(heard).toEqual(ids)
})

test('all listeners of a kind of broadcast message are called', async () => {
  const live = node(true)
  const called = new Set<string>()
  for (const listener of ['one', 'another']) live.broadcast.on('test', () => called.add(listener))
  await eventually('all are called', async () => {
    await broadcast(pools, STAFF_CLASS, 'test', 'a:b')
    return called.size === 2
  })
})

test('a broadcast message reaches every node, and nothing is stored', async () => {
  const heard: string[] = []
  for (const live of [node(true), node(true)]) live.broadcast.on('test', (text) => void heard.push(text))
  // A listener may still be connecting to PostgreSQL and would miss the message, so it is sent until both have received it.
  await eventually('both nodes hear', async () => {
    await broadcast(pools, STAFF_CLASS, 'test', 'a:b')
    return heard.length >= 2
  })
  expect(new Set(heard)).toEqual(new Set(['a:b']))
  await expect(broadcast(pools, STAFF_CLASS, 'test', 'x'.repeat(8_000))).rejects.toThrow(RangeError)
})

test('a broadcast message that is too long is rejected before it reaches the database, and its operation continues', async () => {
  const heard: string[] = []
  node(true).broadcast.on('test', (text) => void heard.push(text))
  await eventually('the shorter message arrives', async () => {
    await asIdentity(pools, STAFF_CLASS, 'write', async () => {
      await expect(broadcastOnCommit('test', 'x'.repeat(8_000))).rejects.toThrow(RangeError)
      await broadcastOnCommit('test', 'short')
    })
    return heard.includes('short')
  })
  expect(new Set(heard)).toEqual(new Set(['short']))
})

test('old changes are deleted, and newer ones are kept', async () => {
  await superuser.query(`truncate live_changes`)
  await publish(THING)
  await superuser.query(
    `insert into live_changes (topic, subject_id, at) values ('things', $1, now() - interval '61 minutes')`,
    [OTHER],
  )
  await asIdentity(pools, STAFF_CLASS, 'write', sweepChanges)
  const { rows } = await superuser.query('select subject_id from live_changes')
  expect(rows).toEqual([{ subject_id: THING }])
})
