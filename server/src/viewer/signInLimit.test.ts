import { expect, test } from '@jest/globals'
import { SignInLimit } from './signInLimit.ts'

let now = 1_000_000
const limit = () => new SignInLimit(() => now)

async function fail(at: SignInLimit, ip: string, email: string): Promise<number> {
  const attempt = await at.attempt(ip, email)
  if ('retryAfterSeconds' in attempt) return attempt.retryAfterSeconds
  attempt.report('wrong')
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
  for (let i = 0; i < 1_000; i++) {
    const attempt = await at.attempt('203.0.113.9', 'a@b.example')
    if ('retryAfterSeconds' in attempt) throw new Error('limited')
    attempt.report('right')
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
  const started: ((outcome: 'right' | 'wrong') => void)[] = []
  const refused: number[] = []
  const all = Array.from({ length: 25 }, async () => {
    const attempt = await at.attempt('203.0.113.9', 'a@b.example')
    if ('retryAfterSeconds' in attempt) refused.push(attempt.retryAfterSeconds)
    else started.push(attempt.report)
  })
  await Promise.all(all.slice(0, 10))
  expect([started.length, refused.length]).toEqual([10, 0])
  started[0]!('right')
  for (const report of started.slice(1)) report('wrong')
  await new Promise((resolve) => setImmediate(resolve))
  expect([started.length, refused.length]).toEqual([11, 0])
  started[10]!('wrong')
  await Promise.all(all)
  expect([started.length, refused.length]).toEqual([11, 14])
})
