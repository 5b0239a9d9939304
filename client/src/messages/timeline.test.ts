import { expect, test } from '@jest/globals'
import { indexOfSeq, mergeEntries } from './timeline.ts'

const entry = (seq: number, text = '') => ({ seq, text })
const seqs = (log: readonly { seq: number }[]) => log.map((each) => each.seq)

test('entries are in order and unique, whatever overlaps', () => {
  let log = mergeEntries([], [entry(5), entry(6), entry(9)])
  log = mergeEntries(log, [entry(10)])
  log = mergeEntries(log, [entry(9), entry(10), entry(11)])
  log = mergeEntries(log, [entry(1), entry(2), entry(5)])
  log = mergeEntries(log, [entry(7)])
  expect(seqs(log)).toEqual([1, 2, 5, 6, 7, 9, 10, 11])
})

test('later entries replace earlier ones', () => {
  const log = mergeEntries([entry(1, 'old'), entry(2)], [entry(1, 'new')])
  expect(log[0]!.text).toBe('new')
})

test('returns the same array if nothing is new', () => {
  const log = [entry(1)]
  expect(mergeEntries(log, [])).toBe(log)
})

test('600 events delivered twice and shuffled arrive once, in order', () => {
  const events = Array.from({ length: 600 }, (_, i) => entry(i + 1))
  const shuffled = [...events, ...events].sort((a, b) => ((a.seq * 7919) % 601) - ((b.seq * 104_729) % 601))
  let log: readonly { seq: number }[] = []
  for (const event of shuffled) log = mergeEntries(log, [event])
  expect(seqs(log)).toEqual(seqs(events))
})

test('looks up by seq', () => {
  const log = [entry(2), entry(4)]
  expect([0, 2, 3, 4, 5].map((seq) => indexOfSeq(log, seq))).toEqual([0, 0, 1, 1, 2])
})
