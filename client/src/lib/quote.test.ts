import { expect, test } from '@jest/globals'
import { mayQuote, parseQuote, quoteOf } from './quote.ts'

const message = {
  id: 'm1',
  body: 'Blue?',
  audience: 'PARTICIPANTS',
  author: { name: 'Mira' },
  attachments: [],
} as const

test('a quote has the beginning of the text, or the names of the files', () => {
  expect(quoteOf(message)).toEqual({ id: 'm1', author: 'Mira', text: 'Blue?', audience: 'PARTICIPANTS' })
  expect(quoteOf({ ...message, body: 'x'.repeat(1_000) }).text).toHaveLength(280)
  const attachments = [{ fileName: 'lamp.jpg' }, { fileName: 'bill.pdf' }]
  expect(quoteOf({ ...message, body: '', attachments }).text).toBe('lamp.jpg, bill.pdf')
})

test.each([
  ['PARTICIPANTS', ['PARTICIPANTS', 'REQUESTER', 'SHOP', 'STAFF']],
  ['REQUESTER', ['REQUESTER', 'STAFF']],
  ['SHOP', ['SHOP', 'STAFF']],
  ['STAFF', ['STAFF']],
] as const)('a message to %s can be quoted only to its readers', (audience, readers) => {
  const all = ['PARTICIPANTS', 'REQUESTER', 'SHOP', 'STAFF'] as const
  expect(all.filter((each) => mayQuote({ ...quoteOf(message), audience }, each))).toEqual(readers)
})

test('a stored quote is read again, and one that cannot be read is none', () => {
  expect(parseQuote(JSON.stringify(quoteOf(message)))).toEqual(quoteOf(message))
  expect([parseQuote(''), parseQuote('{')]).toEqual([null, null])
})
