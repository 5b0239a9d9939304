import { expect, test } from '@jest/globals'
import { agent } from '../../test/render.tsx'
import { isAsSaved, toSaved, toSearch, type SavedView } from './savedViews.ts'
import type { TicketSearch } from './search.ts'
import { EVERYTHING, viewsOf } from './views.ts'

const open = viewsOf(agent).find(({ id }) => id === 'open')!
const mine = viewsOf(agent).find(({ id }) => id === 'mine')!
const needsReply = viewsOf(agent).find(({ id }) => id === 'needs-reply')!

/** A saved view as returned by the server, made from search parameters. */
const save = (view: typeof open, search: TicketSearch, more: Partial<SavedView> = {}): SavedView =>
  ({
    id: 'v1',
    name: 'Urgent returns',
    orderField: 'UPDATED_AT',
    orderDirection: 'DESC',
    filter: { status: null, priority: null, starred: false, ...toSaved(view, search, agent) },
    ...more,
  }) as SavedView

test.each<[string, typeof open, TicketSearch]>([
  ['a view with a tag', open, { view: 'open', tag: ['b', 'a'] }],
  ['one’s own', mine, { view: 'mine', priority: ['high', 'low'] }],
  ['a search', EVERYTHING, { text: 'lamp', unread: true }],
])('just saved, %s is as saved, also at its own address', (_name, view, search) => {
  const saved = save(view, search)
  expect(isAsSaved(saved, view, search, agent)).toBe(true)
  expect(isAsSaved(saved, EVERYTHING, toSearch(saved), agent)).toBe(true)
  expect(isAsSaved(saved, EVERYTHING, { ...toSearch(saved), starred: true }, agent)).toBe(false)
})

test('distinguishes orders, but not the order of values', () => {
  const saved = save(needsReply, {}, { orderField: 'WAITING', orderDirection: 'ASC' })
  expect(isAsSaved(saved, needsReply, { view: 'needs-reply' }, agent)).toBe(true)
  expect(isAsSaved(saved, needsReply, { view: 'needs-reply', order: 'oldest' }, agent)).toBe(false)
  const two = save(open, { status: ['closed', 'open'] })
  expect(isAsSaved(two, open, { status: ['open', 'closed'] }, agent)).toBe(true)
})
