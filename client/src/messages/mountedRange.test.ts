import { expect, test } from '@jest/globals'
import { growDown, growUp, MOST_MOUNTED, mounted, rangeAround, rangeAtEnd, trimWhileFollowing } from './mountedRange.ts'
import { mergeEntries } from './timeline.ts'

const log = Array.from({ length: 10_000 }, (_, i) => ({ seq: 2 * (i + 1) }))

test('never mounts more than the limit while scrolling through 10,000 entries and back', () => {
  let range = rangeAtEnd(log)
  expect(mounted(log, range).at(-1)).toBe(log.at(-1))
  for (let i = 0; i < 250; i++) {
    range = growUp(log, range)
    expect(mounted(log, range).length).toBeLessThanOrEqual(MOST_MOUNTED)
  }
  expect(mounted(log, range)[0]).toBe(log[0])
  for (let i = 0; i < 250; i++) {
    range = growDown(log, range)
    expect(mounted(log, range).length).toBeLessThanOrEqual(MOST_MOUNTED)
  }
  expect(range.to).toBe(Infinity)
  expect(mounted(log, range).at(-1)).toBe(log.at(-1))
})

test('each step keeps most visible entries', () => {
  const before = mounted(log, rangeAround(log, 10_000))
  const after = mounted(log, growUp(log, rangeAround(log, 10_000)))
  expect(after.filter((entry) => before.includes(entry)).length).toBe(before.length)
})

test('mounts loaded older entries only when the range grows', () => {
  const recent = log.slice(-60)
  const range = { ...rangeAtEnd(recent), from: recent[0]!.seq }
  const longer = mergeEntries(recent, log.slice(-110, -60))
  expect(mounted(longer, range).length).toBe(60)
  expect(mounted(longer, growUp(longer, range)).length).toBe(110)
})

test('unmounts the earliest entries while following the end', () => {
  const range = { from: log[0]!.seq, to: Infinity }
  const trimmed = trimWhileFollowing(log, range)
  expect(mounted(log, trimmed).length).toBeLessThanOrEqual(MOST_MOUNTED)
  expect(trimWhileFollowing(log, trimmed)).toBe(trimmed)
})

test('returns the same range for an empty log or at an edge', () => {
  const range = rangeAtEnd([])
  expect(growUp([], range)).toBe(range)
  expect(growDown([], range)).toBe(range)
})
