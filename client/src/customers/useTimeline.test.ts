import { expect, test } from '@jest/globals'
import type { CustomerMoment } from './days.ts'
import { joins, withNewer } from './useTimeline.ts'

const moment = (id: number) =>
  ({ entry: { id: `e${id}`, at: new Date(id * 1_000).toISOString() }, ticket: { id: 't1' } }) as CustomerMoment
const moments = (newest: number, count: number) => Array.from({ length: count }, (_, at) => moment(newest - at))
const ids = (list: readonly CustomerMoment[]) => list.map(({ entry }) => entry.id)

test('what has happened since is added once, also what was written a moment earlier than what is shown', () => {
  const shown = [moment(5), moment(3), moment(2)]
  expect(ids(withNewer([moment(6), moment(5), moment(4)], shown))).toEqual(['e6', 'e5', 'e4', 'e3', 'e2'])
  expect(ids(withNewer([], shown))).toEqual(['e5', 'e3', 'e2'])
})

test('the newest join what is shown if they overlap, or are all there is', () => {
  expect(joins(moments(30, 20), moments(11, 5))).toBe(true)
  expect(joins(moments(31, 20), moments(11, 5))).toBe(false)
  expect(joins(moments(3, 3), [])).toBe(true)
})
