import { expect, test } from '@jest/globals'
import { isVisible } from './visible.ts'

test('white space, format characters and fillers are invisible; letters, symbols and emoji are visible', () => {
  for (const text of [
    '',
    ' \t\n',
    '\u00A0',
    '\u00AD',
    '\u034F',
    '\u115F',
    '\u180E',
    '\u200B',
    '\u2060',
    '\u2800',
    '\u3164',
    '\uFE0F',
    '\uFFA0',
    '\u{E0041}',
    '\u0301',
  ])
    expect([text, isVisible(text)]).toEqual([text, false])
  for (const text of ['a', '.', '👍', '❤️', '中', '\u200Bx']) expect([text, isVisible(text)]).toEqual([text, true])
})
