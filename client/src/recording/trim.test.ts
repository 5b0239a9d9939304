import { expect, test } from '@jest/globals'
import { isWhole, moveEnd, moveStart } from './trim.ts'

const cuts = [0, 1, 2, 3, 4]

test('moves the start to the next key frame in the direction of the move', () => {
  expect(moveStart(0.1, 0, 5, cuts)).toBe(1)
  expect(moveStart(1.9, 2, 5, cuts)).toBe(1)
  expect(moveStart(3, 0, 5, cuts)).toBe(3)
  expect(moveStart(-1, 1, 5, cuts)).toBe(0)
})

test('never includes an excluded part: moving forward goes to the next key frame', () => {
  expect(moveStart(2.4, 0, 5, cuts)).toBe(3)
})

test('keeps a minimum between start and end', () => {
  expect(moveStart(5, 0, 3.2, cuts)).toBe(2)
  expect(moveEnd(0, 2, 5)).toBe(2.5)
  expect(moveEnd(9, 2, 5)).toBe(5)
})

test('the initial range is the whole recording', () => {
  expect(isWhole({ start: 0, end: 5 }, 5)).toBe(true)
  expect(isWhole({ start: 1, end: 5 }, 5)).toBe(false)
  expect(isWhole({ start: 0, end: 4.9 }, 5)).toBe(false)
})
