import { expect, test } from '@jest/globals'
import { checkFiles, type Limits } from './intake.ts'

const limits: Limits = { fileBytes: 100, messageFiles: 3, dayBytes: 250, usedTodayBytes: 50 }
const file = (name: string, size: number) => new File([new Uint8Array(size)], name)
const names = (files: File[]) => files.map(({ name }) => name)

test('rejects a file that is too large, naming the limit, and accepts the others', () => {
  const { taken, refusals } = checkFiles([file('a', 101), file('b', 100)], 0, limits)
  expect(names(taken)).toEqual(['b'])
  expect(refusals).toEqual([{ reason: 'tooLarge', fileName: 'a', limit: 100 }])
})

test('reports too many files once, counting those already in the draft', () => {
  const { taken, refusals } = checkFiles([file('a', 1), file('b', 1), file('c', 1)], 2, limits)
  expect(names(taken)).toEqual(['a'])
  expect(refusals).toEqual([{ reason: 'tooMany', count: 2, limit: 3 }])
})

test('counts each file against the rest of the daily limit', () => {
  const { taken, refusals } = checkFiles([file('a', 90), file('b', 90), file('c', 90)], 0, limits)
  expect(names(taken)).toEqual(['a', 'b'])
  expect(refusals).toEqual([{ reason: 'dayFull', fileName: 'c', left: 20 }])
})

test('rejects only empty files while the limits are unknown; the server checks again', () => {
  const { taken, refusals } = checkFiles([file('a', 1_000), file('b', 0)], 50, undefined)
  expect(names(taken)).toEqual(['a'])
  expect(refusals).toEqual([{ reason: 'empty', fileName: 'b' }])
})
