import { expect, test } from '@jest/globals'
import { layOut, type RowSource } from './rows.ts'

const at = (minutes: number) => new Date(2026, 10, 20, 10, minutes).toISOString()
const said = (seq: number, authorId: string, minutes: number, audience: 'PARTICIPANTS' | 'STAFF' = 'PARTICIPANTS') =>
  ({ key: `m${seq}`, at: at(minutes), seq, message: { authorId, audience } }) satisfies RowSource
const happened = (seq: number, minutes: number): RowSource => ({ key: `s${seq}`, at: at(minutes), seq, message: null })

const shape = (sources: RowSource[], unread: number | null = null) =>
  layOut(sources, unread).map((day) => day.rows.map((row) => `${row.key}${row.first ? '<' : ''}${row.last ? '>' : ''}`))

test('messages of one author within five minutes are one group', () => {
  expect(shape([said(1, 'a', 0), said(2, 'a', 4), said(3, 'a', 10), said(4, 'b', 10)])).toEqual([
    ['m1<', 'm2>', 'm3<>', 'm4<>'],
  ])
})

test('a history line, a note and the unread divider end a group', () => {
  expect(shape([said(1, 'a', 0), happened(2, 0), said(3, 'a', 0)])).toEqual([['m1<>', 's2<>', 'm3<>']])
  expect(shape([said(1, 'a', 0), said(2, 'a', 0, 'STAFF')])).toEqual([['m1<>', 'm2<>']])
  expect(shape([said(1, 'a', 0), said(2, 'a', 0)], 2)).toEqual([['m1<>', 'm2<>']])
})

test('the divider is shown once, above the first unread entry', () => {
  const rows = layOut([said(1, 'a', 0), said(4, 'b', 1), said(5, 'b', 1)], 2).flatMap((day) => day.rows)
  expect(rows.map((row) => row.startsUnread)).toEqual([false, true, false])
})

test('days start at local midnight, and each is shown once even if a clock ran backwards', () => {
  const sources = [said(1, 'a', 0), said(2, 'a', 24 * 60), said(3, 'a', 60), said(4, 'a', 24 * 60 + 1)]
  expect(layOut(sources, null).map((day) => day.rows.length)).toEqual([1, 3])
})

test('an outbox message joins the group before it', () => {
  const sending: RowSource = { key: 'x', at: at(1), seq: null, message: { authorId: 'a', audience: 'PARTICIPANTS' } }
  expect(shape([said(1, 'a', 0), sending], 2)).toEqual([['m1<', 'x>']])
})
