import { expect, test } from '@jest/globals'
import { mentionAt, mentionsIn, withMention } from './mention.ts'

test.each([
  ['@', { at: 0, query: '' }],
  ['hello @So', { at: 6, query: 'So' }],
  ['(@Ann Lee', { at: 1, query: 'Ann Lee' }],
  ['a@b', null],
  ['@ ', null],
  ['@Ann  ', null],
  ['@Ann\n', null],
  ['no one', null],
  [`@${'x'.repeat(60)}`, null],
])('in %j the caret at the end stands in %j', (text, found) => {
  expect(mentionAt(text, text.length)).toEqual(found)
})

test('replaces the typed text with the chosen name, and puts the caret after it', () => {
  expect(withMention('Ask @so about it', { at: 4, query: 'so' }, 'Sofia Lindqvist')).toEqual({
    text: 'Ask @Sofia Lindqvist about it',
    caret: 21,
  })
})

test('finds mentions, the longest name first, and ignores email addresses', () => {
  const names = ['Ann', 'Ann Lee', 'C.* (x)']
  const marked = (text: string) => mentionsIn(text, names).flatMap((piece) => (piece.isMention ? [piece.text] : []))
  expect(marked('@Ann Lee, @ann and me@ann.com, @Anna')).toEqual(['@Ann Lee', '@ann'])
  expect(marked('see @C.* (x)')).toEqual(['@C.* (x)'])
  expect(mentionsIn('ask @Zoe\u0308, please', ['Zo\u00EB']).map(({ isMention }) => isMention)).toEqual([
    false,
    true,
    false,
  ])
  expect(mentionsIn('@Ann', [])).toEqual([{ text: '@Ann', isMention: false }])
  expect(
    mentionsIn('a @Ann b', names)
      .map(({ text }) => text)
      .join(''),
  ).toBe('a @Ann b')
})
