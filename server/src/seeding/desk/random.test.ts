import { expect, test } from '@jest/globals'
import { messagesPerTicket } from './plan.ts'
import { Random } from './random.ts'
import { timesOf } from './times.ts'

test('the same key gives the same numbers, another key others', () => {
  const draw = (key: string) => Array.from({ length: 5 }, (_, n) => Random.from(key).fork(n).uuid())

  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
  expect(new Set(draw('a')).size).toBe(5)
})

test('UUIDs are of version 4', () => {
  const random = Random.from('uuid')
  for (let n = 0; n < 1000; n++)
    expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test.each([
  [1, 1],
  [10, 10],
  [3, 100],
  [5000, 50_000],
])('%i tickets share exactly %i messages, each at least one', (tickets, messages) => {
  const counts = messagesPerTicket({ tickets, messages, seed: 1 }, Random.from('counts'))

  expect(counts.reduce((a, b) => a + b, 0)).toBe(messages)
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1)
})

test('a few tickets are long ones', () => {
  const counts = messagesPerTicket({ tickets: 5000, messages: 50_000, seed: 1 }, Random.from('long'))

  expect(counts.filter((count) => count >= 50).length).toBeGreaterThan(30)
})

test('times increase and end before now', () => {
  const times = timesOf(Random.from('times'), Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2), 200)

  expect(times).toEqual(times.toSorted())
  expect(times.at(-1)! <= new Date(Date.UTC(2026, 0, 2)).toISOString()).toBe(true)
})
