import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { type SignInDesk, signInDesk } from '../../test/signInDesk.ts'
import { SignInLimit } from './signInLimit.ts'

let desk: SignInDesk
beforeAll(async () => {
  desk = await signInDesk()
})
beforeEach(() => desk.owner.query('delete from sign_in_attempts'))
afterAll(() => desk.close())

let now = 1_000_000_000
/** One node's limit. */
const limit = () => new SignInLimit(desk.pools.auth, () => now)

async function fail(at: SignInLimit, ip: string, email: string): Promise<number> {
  const attempt = await at.attempt(ip, email)
  if ('retryAfterSeconds' in attempt) return attempt.retryAfterSeconds
  await attempt.report('wrong')
  return 0
}

test('ten wrong guesses, then one every ten seconds', async () => {
  const at = limit()
  for (let i = 0; i < 10; i++) expect(await fail(at, '203.0.113.9', 'a@b.example')).toBe(0)
  expect(await fail(at, '203.0.113.9', ' A@B.example')).toBe(10)
  now += 9_000
  expect(await fail(at, '203.0.113.9', 'a@b.example')).toBe(1)
  now += 1_000
  expect(await fail(at, '203.0.113.9', 'a@b.example')).toBe(0)
  expect(await fail(at, '203.0.113.9', 'a@b.example')).toBe(10)
})

test('correct passwords are not counted', async () => {
  const at = limit()
  for (let i = 0; i < 200; i++) {
    const attempt = await at.attempt('203.0.113.9', 'a@b.example')
    if ('retryAfterSeconds' in attempt) throw new Error('limited')
    await attempt.report('right')
  }
})

test('many emails from one address reach the wider limit, which counts per /64', async () => {
  const at = limit()
  for (let i = 0; i < 100; i++) expect(await fail(at, `2001:db8:1:2::${i.toString(16)}`, `${i}@b.example`)).toBe(0)
  expect(await fail(at, '2001:db8:1:2:ffff::1', 'new@b.example')).toBe(2)
  expect(await fail(at, '2001:db8:1:3::1', 'new@b.example')).toBe(0)
})

test('concurrent attempts wait for each other instead of bypassing the limit, and none waits forever', async () => {
  const at = limit()
  const started: ((outcome: 'right' | 'wrong') => Promise<void>)[] = []
  const refused: number[] = []
  const all = Array.from({ length: 25 }, async () => {
    const attempt = await at.attempt('203.0.113.9', 'a@b.example')
    if ('retryAfterSeconds' in attempt) refused.push(attempt.retryAfterSeconds)
    else started.push(attempt.report)
  })
  await eventually('ten have started', () => started.length === 10)
  expect(refused).toEqual([])
  await started[0]!('right')
  await eventually('one more has started', () => started.length === 11)
  for (const report of started.slice(1)) await report('wrong')
  await Promise.all(all)
  expect([started.length, refused.length]).toEqual([11, 14])
})

test('all nodes count together, and store neither addresses nor emails', async () => {
  const [one, other] = [limit(), limit()]
  for (let i = 0; i < 5; i++) {
    expect(await fail(one, '203.0.113.9', 'a@b.example')).toBe(0)
    expect(await fail(other, '203.0.113.9', 'a@b.example')).toBe(0)
  }
  expect(await fail(one, '203.0.113.9', 'a@b.example')).toBe(10)
  expect(await fail(other, '203.0.113.9', 'a@b.example')).toBe(10)
  expect(await fail(other, '198.51.100.7', 'a@b.example')).toBe(0)
  const { rows } = await desk.owner.query('select octet_length(key) as length from sign_in_attempts')
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([32]))
})
