import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { Drafts } from './drafts.ts'

beforeEach(() => {
  jest.useFakeTimers()
  localStorage.clear()
})
afterEach(() => {
  jest.useRealTimers()
})

test('keeps a draft across reloads, per ticket, mode and user', () => {
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'hello')
  drafts.set('t1', 'note', 'psst')
  jest.advanceTimersByTime(300)
  const again = new Drafts('me')
  expect([again.get('t1', 'reply'), again.get('t1', 'note'), again.get('t2', 'reply')]).toEqual(['hello', 'psst', ''])
  expect(new Drafts('someone else').has('t1')).toBe(false)
})

test('keeps an edit across reloads, separate from the ticket’s draft', () => {
  const drafts = new Drafts('me')
  drafts.set('m1', 'edit', 'changed')
  drafts.set('t1', 'reply', 'hello')
  jest.advanceTimersByTime(300)
  const again = new Drafts('me')
  expect([again.get('m1', 'edit'), again.edited(), again.has('m1')]).toEqual(['changed', ['m1'], false])
  again.set('m1', 'edit', '')
  expect(again.edited()).toEqual([])
})

test('saves within 300 ms even if typing does not pause', () => {
  const drafts = new Drafts('me')
  for (let i = 1; i <= 30; i++) {
    drafts.set('t1', 'reply', 'x'.repeat(i))
    jest.advanceTimersByTime(20)
  }
  const saved = new Drafts('me').get('t1', 'reply').length
  expect(saved).toBeGreaterThanOrEqual(30 - 300 / 20)
})

test('saves before the page is closed', () => {
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'last words')
  window.dispatchEvent(new Event('pagehide'))
  expect(new Drafts('me').get('t1', 'reply')).toBe('last words')
})

test('removes an emptied draft and stores no white space', () => {
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'x')
  jest.advanceTimersByTime(300)
  drafts.set('t1', 'reply', '')
  jest.advanceTimersByTime(300)
  expect(localStorage.length).toBe(0)
  drafts.set('t1', 'note', '  \n')
  expect(drafts.has('t1')).toBe(false)
})

test('follows other tabs, except while typing here', () => {
  const drafts = new Drafts('me')
  const elsewhere = (newValue: string) =>
    window.dispatchEvent(new StorageEvent('storage', { key: 'parley.draft.me.t1.reply', newValue }))
  elsewhere('from there')
  expect(drafts.get('t1', 'reply')).toBe('from there')
  drafts.set('t1', 'reply', 'from here')
  elsewhere('from there, later')
  expect(drafts.get('t1', 'reply')).toBe('from here')
})

test('keeps drafts in memory if storage is unavailable', () => {
  const refuse = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'x')
  jest.advanceTimersByTime(300)
  expect(drafts.get('t1', 'reply')).toBe('x')
  refuse.mockRestore()
})
