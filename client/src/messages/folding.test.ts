import { expect, test } from '@jest/globals'
import { ada, bea, ben, said } from './fakeDesk.fixture.ts'
import { concernsBuyer, fold } from './folding.ts'
import { sourcesOf } from './sources.ts'
import type { Entry } from './threadLog.ts'

const tagged = (seq: number, actor = ada, minute = 0): Entry => ({
  __typename: 'TagsEntry',
  id: `e${seq}`,
  seq,
  at: new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString(),
  actor,
  added: [`tag ${seq}`],
  removed: [],
})

const rowsOf = (entries: Entry[]) =>
  fold(sourcesOf(entries, [], bea.id)).map((row) =>
    row.kind === 'fold' ? row.entries.map(({ seq }) => seq) : row.kind === 'unsent' ? null : row.entry.seq,
  )
const seqs = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('twenty changes of one person and moment are one line and the newest', () => {
  const entries = seqs(1, 20).map((seq) => tagged(seq))
  expect(rowsOf(entries)).toEqual([seqs(1, 19), 20])
  // The row that stands for them keeps its place in the order of the log.
  expect(fold(sourcesOf(entries, [], bea.id))[0]).toMatchObject({ seq: 19, key: 'fold-e1' })
})

test('a few lines are shown, and so are those of others, of later, and around a message', () => {
  expect(rowsOf(seqs(1, 4).map((seq) => tagged(seq)))).toEqual([1, 2, 3, 4])
  expect(rowsOf(seqs(1, 8).map((seq) => tagged(seq, seq % 2 ? ada : ben)))).toEqual(seqs(1, 8))
  expect(rowsOf(seqs(1, 8).map((seq) => tagged(seq, ada, seq < 5 ? 0 : 30)))).toEqual(seqs(1, 8))
  expect(rowsOf([...seqs(1, 3).map((seq) => tagged(seq)), said(4), ...seqs(5, 7).map((seq) => tagged(seq))])).toEqual(
    seqs(1, 7),
  )
})

test('the same lines give the same row, so that it is not rendered again', () => {
  const entries = seqs(1, 9).map((seq) => tagged(seq))
  const [first] = fold(sourcesOf(entries, [], bea.id))
  expect(fold(sourcesOf([...entries], [], bea.id))[0]).toBe(first)
  expect(fold(sourcesOf([...entries, tagged(10)], [], bea.id))[0]).not.toBe(first)
})

test('a buyer is not shown tags, priorities and claims', () => {
  const status = { ...tagged(2), __typename: 'StatusEntry', statusFrom: 'OPEN', statusTo: 'CLOSED' } as unknown as Entry
  expect([tagged(1), status, said(3)].map(concernsBuyer)).toEqual([false, true, true])
})
