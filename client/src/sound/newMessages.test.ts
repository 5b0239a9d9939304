import { expect, test } from '@jest/globals'
import { isQuiet, NewMessages, type Changed } from './newMessages.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const changed = (message: string, author = 'other', ageMs = 1_000): Changed => ({
  id: 't1',
  lastMessage: { id: message, createdAt: new Date(now - ageMs).toISOString(), author: { id: author } },
})
const heard = (news: NewMessages, ticket: Changed) => news.among([ticket], 'me', now).map(({ messageId }) => messageId)

test('reports the first message, once', () => {
  const news = new NewMessages()
  expect(heard(news, changed('m1'))).toEqual(['m1'])
  expect(heard(news, changed('m1'))).toEqual([])
  expect(heard(news, changed('m2'))).toEqual(['m2'])
})

test("ignores the viewer's messages, old ones and tickets without any", () => {
  const news = new NewMessages()
  expect(heard(news, changed('m1', 'me'))).toEqual([])
  expect(heard(news, changed('m2', 'other', 10 * 60_000))).toEqual([])
  expect(heard(news, { id: 't1', lastMessage: null })).toEqual([])
})

test('quiet hours may span midnight', () => {
  const at = (time: string) => new Date(`2026-11-20T${time}:00`)
  const night = { isOn: true, from: '22:00', to: '07:00' }
  expect(['21:59', '22:00', '03:00', '06:59', '07:00'].map((time) => isQuiet(night, at(time)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ])
  expect(isQuiet({ ...night, isOn: false }, at('23:00'))).toBe(false)
  expect(isQuiet({ isOn: true, from: '09:00', to: '17:00' }, at('12:00'))).toBe(true)
})
