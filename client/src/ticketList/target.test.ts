import { expect, test } from '@jest/globals'
import { NO_CURSOR } from './cursor.ts'
import { targetOf } from './target.ts'
import { ticketRow } from '../tickets/ticket.fixture.ts'

const [open, row, other] = [ticketRow(1), ticketRow(2), ticketRow(3)]
const nothing = { selected: new Map(), cursor: NO_CURSOR, open: null }
const on = { ...NO_CURSOR, row }
const ids = (state: Parameters<typeof targetOf>[0]) => targetOf(state)?.rows.map(({ id }) => id)

test('the target is the selection, else the row of the cursor, else the open ticket', () => {
  const selected = new Map([[other.id, other]])
  expect(ids({ selected, cursor: on, open })).toEqual(['t3'])
  expect(ids({ ...nothing, cursor: on, open })).toEqual(['t2'])
  expect(ids({ ...nothing, open })).toEqual(['t1'])
  expect(ids(nothing)).toBeUndefined()
})

test('there is no target while the cursor’s ticket has left the view', () => {
  const lost = { row: undefined, isLost: true, lostId: 't2' }
  expect(ids({ ...nothing, cursor: lost, open })).toBeUndefined()
  expect(ids({ ...nothing, cursor: { ...lost, lostId: 't1' }, open })).toEqual(['t1'])
})
