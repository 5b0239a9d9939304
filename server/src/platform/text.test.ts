import { expect, test } from '@jest/globals'
import { checkedLine, checkedText, cleanLine } from './text.ts'

const problemOf = (check: () => string): string | null => {
  try {
    check()
    return null
  } catch (error) {
    return (error as Error).message
  }
}
const textProblem = (text: string) => problemOf(() => checkedText(text, { field: 'body', max: 100, verbatim: true }))
const lineProblem = (text: string) => problemOf(() => checkedLine(text, { field: 'name', max: 100 }))

const INVISIBLE = [
  ...['\u00A0', '\u1680', '\u2003', '\u3000', '\u0085', '\u2028', '\t\n'],
  ...['\u00AD', '\u034F', '\u061C', '\u115F', '\u1160', '\u17B4', '\u180E', '\u200B', '\u200D', '\u200E', '\u202E'],
  ...['\u2060', '\u2061', '\u2062', '\u2063', '\u2064', '\u2065', '\u2066', '\u2800', '\u3164', '\uFE00', '\uFE0F'],
  ...[
    '\uFEFF',
    '\uFFA0',
    '\uFFF9',
    '\uFFFC',
    '\u{1D173}',
    '\u{E0001}',
    '\u{E0041}',
    '\u{E0100}',
    '\u0301',
    '\u20DD',
    '\u0007',
  ],
]

test.each(INVISIBLE.map((text) => [text]))('%j cannot be sent or used as a name', (text) => {
  for (const typed of [text, text.repeat(3), ` ${text}\u200B`]) {
    expect(textProblem(typed)).toMatch(/no visible characters|Enter some text/)
    expect(lineProblem(typed)).toMatch(/no visible characters|Enter some text/)
    expect(checkedText(typed, { field: 'body', max: 100, verbatim: true, optional: true })).toBe('')
  }
})

test.each(['a', '.', '👍', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '中', 'ـ', 'क्', '½', '\u{1FAE9}', 'می‌خواهم'])('%s is visible', (text) => {
  expect(textProblem(text)).toBeNull()
  expect(checkedLine(text, { field: 'name', max: 100 })).toBe(text.normalize('NFC'))
})

test('a message is kept exactly as typed', () => {
  const text = '\n  a\tb \r\n\u202Ecafe\u0301 \u200B'
  expect(checkedText(text, { field: 'body', max: 100, verbatim: true })).toBe(text)
})

test('a line is normalised', () => {
  expect(checkedLine('  Cafe\u0301 \t\n Zoe\u0308 ', { field: 'name', max: 100 })).toBe('Caf\u00E9 Zo\u00EB')
})

test.each([
  ['Ann\u202Enimda', false],
  ['\u202DAnn\u202C', false],
  ['\u202AAnn', false],
  ['Ann\u202C', false],
  ['\u2068Ann', false],
  ['\u2068Ann\u2069', true],
  ['\u202AAnn\u202C', true],
  ['\u202A\u2068Ann\u202C\u2069', false],
  ['Ann\u200E', true],
  ['אן', true],
])('directions in %j stay within it: %s', (line, isFine) => {
  expect(lineProblem(line)).toBe(isFine ? null : 'Remove the invisible characters that change the direction of text.')
  expect(lineProblem(cleanLine(line))).toBeNull()
})

test('a line rejects stacked marks, but not real scripts', () => {
  const stacked = `Z${'\u0335\u0321\u0347'.repeat(5)}`
  expect(lineProblem(stacked)).toBe('A letter has too many accents.')
  expect(lineProblem(cleanLine(stacked))).toBeNull()
  for (const name of ['Nguyễn Thị Hằng', 'שָׁלוֹם', 'བསྒྲུབས', 'ကျွန်တော်', 'ขั้น']) expect(lineProblem(name)).toBeNull()
})
