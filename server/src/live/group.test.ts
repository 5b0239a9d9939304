import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import type { Feed } from './feed.ts'
import { Group } from './group.ts'
import { type Connection, Member } from './member.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** A group with one member that counts its reads. */
function countingGroup(intervalMs: number) {
  const reads: number[] = []
  const group = new Group({
    feed: { topic: 'x', name: 'x', intervalMs, isBehind: () => false } as unknown as Feed,
    key: 'x',
    userId: null,
    position: '',
    produce: async () => {
      reads.push(Date.now())
      return { frames: [], more: false, held: false }
    },
    onError: () => {},
  })
  const sink = { ready: () => true, send: () => {}, end: () => {} }
  group.join(new Member(sink, {} as Connection, ''))
  return { group, reads }
}

test('a feed of states is read at most ten times a second however often it is woken, and once after the last wake-up', async () => {
  const { group, reads } = countingGroup(100)
  await jest.advanceTimersByTimeAsync(0)
  const began = reads.length
  for (let n = 0; n < 60; n++) {
    group.wake()
    await jest.advanceTimersByTimeAsync(5)
  }
  // 300 ms have passed.
  expect(reads.length - began).toBe(3)
  group.wake()
  await jest.advanceTimersByTimeAsync(99)
  const last = reads.length
  await jest.advanceTimersByTimeAsync(1_000)
  expect([last, reads.length]).toEqual([began + 3, began + 4])
  group.dispose()
})

test('a feed of events is read immediately, and once more if it was woken during the read', async () => {
  const { group, reads } = countingGroup(0)
  await jest.advanceTimersByTimeAsync(0)
  const began = reads.length
  for (let n = 0; n < 60; n++) group.wake()
  await jest.advanceTimersByTimeAsync(0)
  expect(reads.length - began).toBe(2)
  group.dispose()
})
