import { describe, expect, test } from '@jest/globals'
import { asView } from './asView.ts'
import { partsOf, plainText } from './excerptParts.ts'
import { filterWords, lastWord, withLastWord, withoutFilter, wordsOf } from './query.ts'
import { insertedText, suggestionsFor } from './suggestions.ts'

describe('filters in a query', () => {
  test.each([
    ['from:anna lamp', ['from:anna']],
    ['lamp TAG:Refund is:open', ['TAG:Refund', 'is:open']],
    ['from:"Anna Lee" lamp', ['from:"Anna Lee"']],
    ['"is:open" lamp', []],
    ['https://shop.test/tag:x', []],
    ['is: lamp', []],
    ['is:"" lamp', []],
    ['price:10', []],
    ['is:lamp before:tomorrow after:2026-02-30 constructor:x', []],
    ['-tag:refund is:In_Progress', ['-tag:refund', 'is:In_Progress']],
  ])('%s', (query, found) => expect(filterWords(query).map(({ text }) => text)).toEqual(found))

  test('have their key in small letters and their value without quotation marks', () =>
    expect(filterWords('FROM:"Anna Lee"')[0]).toMatchObject({ key: 'from', value: 'Anna Lee', isExcluded: false }))

  test('one is removed, the rest stays', () => {
    const query = 'broken  is:open lamp tag:a tag:a'
    const [open, , second] = filterWords(query)
    expect(withoutFilter(query, open!)).toBe('broken lamp tag:a tag:a')
    expect(withoutFilter(query, second!)).toBe('broken is:open lamp tag:a')
    expect(wordsOf(query)).toBe('broken lamp')
  })

  test('the last word is replaced', () => {
    expect(lastWord('lamp is:op')).toBe('is:op')
    expect(lastWord('lamp ')).toBe('')
    expect(withLastWord('lamp is:op', 'is:open ')).toBe('lamp is:open ')
    expect(withLastWord('', 'from:')).toBe('from:')
  })
})

describe('suggestions', () => {
  const now = new Date(2026, 10, 28, 12)
  const idsOf = (text: string, role: 'BUYER' | 'SELLER' | 'AGENT' = 'AGENT') =>
    suggestionsFor(text, role, now, ['refund', 'Red shoes']).map(({ id }) => id)

  test('are the filters of the role while nothing is typed', () => {
    expect(idsOf('')).toEqual(['from:', 'tag:', 'is:', 'before:', 'after:', 'assignee:', 'in:'])
    expect(idsOf(' ', 'SELLER')).toEqual(['from:', 'tag:', 'is:', 'before:', 'after:'])
    expect(idsOf('', 'BUYER')).toEqual(['from:', 'is:', 'before:', 'after:'])
  })

  test('are the values of the filter being typed, none for words and complete filters', () => {
    expect(idsOf('lamp is:un')).toEqual(['is:unread', 'is:unassigned'])
    expect(idsOf('is:un', 'BUYER')).toEqual(['is:unread'])
    expect(idsOf('before:')).toEqual([
      'before:2026-11-28',
      'before:2026-11-21',
      'before:2026-10-29',
      'before:2025-11-28',
    ])
    for (const text of ['lamp', 'is:open', 'is:open ', 'is', 'from:', 'constructor:']) expect(idsOf(text)).toEqual([])
    expect(idsOf('in:', 'BUYER')).toEqual([])
    expect(idsOf('-tag:re')).toEqual(['tag:refund', 'tag:Red shoes'])
    expect(insertedText({ id: '', key: 'tag', value: 'Red shoes' })).toBe('tag:"Red shoes" ')
  })
})

describe('a search as a view', () => {
  test('has the filters that a list can have', () =>
    expect(asView('broken lamp is:open is:in-progress is:unread tag:A tag:b assignee:me')).toEqual({
      search: {
        text: 'broken lamp',
        status: ['open', 'in_progress'],
        unread: true,
        tag: ['A', 'b'],
        assignee: 'me',
      },
      leftOut: [],
    }))

  test('names those that are left out', () =>
    expect(asView('from:anna before:2026-01-31 is:read -tag:x assignee:none -is:closed -is:resolved')).toEqual({
      search: { unassigned: true, status: ['open', 'in_progress'] },
      leftOut: ['from:anna', 'before:2026-01-31', 'is:read', '-tag:x'],
    }))
})

describe('an excerpt', () => {
  test.each([
    ['a \u0002lamp\u0003 and \u0002lamps\u0003', ['a ', '*lamp', ' and ', '*lamps']],
    ['\u0002lamp\u0003', ['*lamp']],
    ['no match', ['no match']],
    ['<b>\u0002x\u0003</b>', ['<b>', '*x', '</b>']],
    ['cut \u0002off', ['cut ', 'off']],
    ['', []],
  ])('%j', (excerpt, parts) =>
    expect(partsOf(excerpt).map(({ text, isMatch }) => (isMatch ? `*${text}` : text))).toEqual([parts].flat()),
  )

  test('as plain text has no marks', () => expect(plainText('a \u0002lamp\u0003')).toBe('a lamp'))
})
