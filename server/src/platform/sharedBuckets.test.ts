import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type pg from 'pg'
import { type SignInDesk, signInDesk } from '../../test/signInDesk.ts'
import { type Bucket, SharedBuckets } from './sharedBuckets.ts'

let desk: SignInDesk
let now = 1_000_000_000
beforeAll(async () => {
  desk = await signInDesk()
})
beforeEach(() => desk.owner.query('delete from rate_limits'))
afterAll(() => desk.close())

const MINE: Bucket = { name: 'messages of one', burst: 20, perSecond: 2 }
const OURS: Bucket = { name: 'messages of an address', burst: 30, perSecond: 20 }

/** The buckets as one node knows them. */
const node = () => new SharedBuckets(desk.pools.auth, () => now)

/** How many of so many requests at once are granted. */
async function granted(at: SharedBuckets, requests: number, buckets = [MINE]): Promise<number> {
  const waits = await Promise.all(Array.from({ length: requests }, () => at.take(buckets, 1)))
  return waits.filter((wait) => wait === 0).length
}

test('a burst, then as many as come back', async () => {
  const at = node()
  for (let n = 0; n < 20; n++) expect(await at.take([MINE], 1)).toBe(0)
  expect(await at.take([MINE], 1)).toBe(500)
  now += 499
  expect(await at.take([MINE], 1)).toBe(1)
  now += 1
  expect(await at.take([MINE], 1)).toBe(0)
  expect(await at.take([MINE], 1)).toBe(500)
  now += 3_600_000
  expect(await granted(at, 50)).toBe(20)
})

test('all nodes share a bucket: concurrent requests of two get no more than one would', async () => {
  const [here, there] = [node(), node()]
  const counts = await Promise.all([granted(here, 30), granted(there, 30)])
  expect(counts[0]! + counts[1]!).toBe(20)
  expect(await here.take([MINE], 1)).toBe(500)
  expect(await there.take([MINE], 1)).toBe(500)
})

test('a request gets all of its tokens, or none and the time until it would', async () => {
  const at = node()
  expect(await at.take([MINE], 15)).toBe(0)
  expect(await at.take([MINE], 8)).toBe(1_500)
  expect(await at.take([MINE], 5)).toBe(0)
  // More than a bucket holds is as much as it holds.
  now += 10_000
  expect(await at.take([MINE], 1_000)).toBe(0)
})

test('two buckets: either can refuse, and a refused request takes from neither', async () => {
  const at = node()
  expect(await granted(at, 25, [MINE, OURS])).toBe(20)
  const another = { ...MINE, name: 'messages of another' }
  expect(await granted(at, 20, [another, OURS])).toBe(10)
  const third = { ...MINE, name: 'messages of a third' }
  expect(await at.take([third, OURS], 1)).toBe(50)
  expect(await granted(at, 25, [third])).toBe(20)
})

test('a flood costs few queries: requests are asked for together, and an empty bucket is remembered', async () => {
  let queries = 0
  const counting = {
    query: (config: pg.QueryConfig) => (queries++, desk.pools.auth.query(config)),
  } as unknown as pg.Pool
  const at = new SharedBuckets(counting, () => now)
  expect(await granted(at, 1_000)).toBe(20)
  expect(queries).toBe(2)
  expect(await granted(at, 1_000)).toBe(0)
  expect(at.knownWait([MINE])).toBe(500)
  expect(queries).toBe(2)
})

test('an error of the database reaches every waiting request, and none is lost afterwards', async () => {
  let fails = true
  const failing = {
    query: (config: pg.QueryConfig) => (fails ? Promise.reject(new Error('gone')) : desk.pools.auth.query(config)),
  } as unknown as pg.Pool
  const at = new SharedBuckets(failing, () => now)
  const outcomes = await Promise.allSettled([at.take([MINE], 1), at.take([MINE], 1)])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await at.take([MINE], 1)).toBe(0)
})

test('neither people nor addresses are stored', async () => {
  await node().take([MINE, OURS], 1)
  const { rows } = await desk.owner.query('select octet_length(key) as length from rate_limits')
  expect(rows).toEqual([{ length: 32 }, { length: 32 }])
})
