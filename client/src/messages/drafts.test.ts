import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { Drafts } from './drafts.ts'

beforeEach(() => {
  jest.useFakeTimers()
  localStorage.clear()
})
afterEach(() => {
  jest.useRealTimers()
})

test('a draft is there after a reload, per ticket, mode and person', () => {
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'hello')
  drafts.set('t1', 'note', 'psst')
  jest.advanceTimersByTime(300)
  const again = new Drafts('me')
  expect([again.get('t1', 'reply'), again.get('t1', 'note'), again.get('t2', 'reply')]).toEqual(['hello', 'psst', ''])
  expect(new Drafts('someone else').has('t1')).toBe(false)
})

test('a change of a message is there after a reload, and is no draft of its ticket', () => {
  const drafts = new Drafts('me')
  drafts.set('m1', 'edit', 'changed')
  drafts.set('t1', 'reply', 'hello')
  jest.advanceTimersByTime(300)
  const again = new Drafts('me')
  expect([again.get('m1', 'edit'), again.edited(), again.has('m1')]).toEqual(['changed', ['m1'], false])
  again.set('m1', 'edit', '')
  expect(again.edited()).toEqual([])
})

test('typing without a pause is saved within 300 ms all the same', () => {
  const drafts = new Drafts('me')
  for (let i = 1; i <= 30; i++) {
    drafts.set('t1', 'reply', 'x'.repeat(i))
    jest.advanceTimersByTime(20)
  }
  const saved = new Drafts('me').get('t1', 'reply').length
  expect(saved).toBeGreaterThanOrEqual(30 - 300 / 20)
})

test('a page that is closed at once saves first', () => {
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'last words')
  window.dispatchEvent(new Event('pagehide'))
  expect(new Drafts('me').get('t1', 'reply')).toBe('last words')
})

test('an emptied draft is gone, and white space is none', () => {
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'x')
  jest.advanceTimersByTime(300)
  drafts.set('t1', 'reply', '')
  jest.advanceTimersByTime(300)
  expect(localStorage.length).toBe(0)
  drafts.set('t1', 'note', '  \n')
  expect(drafts.has('t1')).toBe(false)
})

test('another tab is followed, unless one is typing here', () => {
  const drafts = new Drafts('me')
  const elsewhere = (newValue: string) =>
    window.dispatchEvent(new StorageEvent('storage', { key: 'parley.draft.me.t1.reply', newValue }))
  elsewhere('from there')
  expect(drafts.get('t1', 'reply')).toBe('from there')
  drafts.set('t1', 'reply', 'from here')
  elsewhere('from there, later')
  expect(drafts.get('t1', 'reply')).toBe('from here')
})

test('refused storage loses nothing while the page lives', () => {
  const refuse = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const drafts = new Drafts('me')
  drafts.set('t1', 'reply', 'x')
  jest.advanceTimersByTime(300)
  expect(drafts.get('t1', 'reply')).toBe('x')
  refuse.mockRestore()
})
