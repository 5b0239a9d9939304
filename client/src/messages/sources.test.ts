import { expect, test } from '@jest/globals'
import { ada, bea, said } from './fakeDesk.fixture.ts'
import type { OutboxItem } from './outboxStore.ts'
import { firstUnread, markedMessages, readersOf, sourcesOf } from './sources.ts'

test('an outbox message and its log entry have the same key', () => {
  const item = { clientId: 'c3', createdAt: '2026-11-20T10:00:00Z', audience: 'PARTICIPANTS' } as OutboxItem
  const [unsent] = sourcesOf([], [item], bea.id)
  const [logged] = sourcesOf([said(3, bea)], [], bea.id)
  expect(unsent!.key).toBe(logged!.key)
})

test('the same entry gives the same source, so its row is not rendered again', () => {
  const entry = said(1)
  expect(sourcesOf([entry], [], 'x')[0]).toBe(sourcesOf([entry, said(2)], [], 'x')[0])
})

test('the first unread message is another user’s', () => {
  const log = [said(1, ada), said(2, bea), said(3, ada)]
  expect(firstUnread(log, 1, bea.id)?.seq).toBe(3)
  expect(firstUnread(log, 3, bea.id)).toBeUndefined()
})

test('marks the viewer’s newest message, and the newest that was read', () => {
  const log = [said(1, bea, { readBy: [ada] }), said(2, bea, { readBy: [ada] }), said(3, ada), said(4, bea)]
  expect(markedMessages(log, bea.id)).toMatchObject({ newest: { seq: 4 }, newestRead: { seq: 2 } })
  expect(markedMessages([said(1, ada)], bea.id)).toEqual({ newest: undefined })
})

test('a reply is read by the other audience, a note by other staff', () => {
  const noor = { id: 'u3', name: 'Noor', isErased: false, role: 'AGENT' as const }
  expect(readersOf(said(1, ada, { readBy: [bea, noor, ada] }), ada.id)).toEqual([bea])
  expect(readersOf(said(1, ada, { audience: 'STAFF', readBy: [noor, ada] }), ada.id)).toEqual([noor])
  expect(readersOf(said(1, bea, { readBy: [ada, bea] }), bea.id)).toEqual([ada])
})
