import { expect, test } from '@jest/globals'
import { checkFiles, type Limits } from './intake.ts'

const limits: Limits = { fileBytes: 100, messageFiles: 3, dayBytes: 250, usedTodayBytes: 50 }
const file = (name: string, size: number) => new File([new Uint8Array(size)], name)
const names = (files: File[]) => files.map(({ name }) => name)

test('a file that is too large is named with the limit, and the others are taken', () => {
  const { taken, refusals } = checkFiles([file('a', 101), file('b', 100)], 0, limits)
  expect(names(taken)).toEqual(['b'])
  expect(refusals).toEqual([{ reason: 'tooLarge', fileName: 'a', limit: 100 }])
})

test('too many are told once, counting what the draft holds already', () => {
  const { taken, refusals } = checkFiles([file('a', 1), file('b', 1), file('c', 1)], 2, limits)
  expect(names(taken)).toEqual(['a'])
  expect(refusals).toEqual([{ reason: 'tooMany', count: 2, limit: 3 }])
})

test('what is left of the day is used up file by file', () => {
  const { taken, refusals } = checkFiles([file('a', 90), file('b', 90), file('c', 90)], 0, limits)
  expect(names(taken)).toEqual(['a', 'b'])
  expect(refusals).toEqual([{ reason: 'dayFull', fileName: 'c', left: 20 }])
})

test('without known limits everything but an empty file passes: the desk checks for itself', () => {
  const { taken, refusals } = checkFiles([file('a', 1_000), file('b', 0)], 50, undefined)
  expect(names(taken)).toEqual(['a'])
  expect(refusals).toEqual([{ reason: 'empty', fileName: 'b' }])
})
