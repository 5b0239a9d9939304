import { expect, test } from '@jest/globals'
import { matching, slashAt } from './slash.ts'

test.each<[string, { query: string; start: number } | null]>([
  ['/|', { query: '', start: 0 }],
  ['/ref|', { query: 'ref', start: 0 }],
  ['/re|f', { query: 're', start: 0 }],
  ['Hello\n/ref|', { query: 'ref', start: 6 }],
  ['Hello\n/ref\n|', null],
  ['|/ref', null],
  ['and/or|', null],
  [' /ref|', null],
  ['https://x|', null],
  ['/etc/hosts|', null],
  [`/${'x'.repeat(41)}|`, null],
])('%j', (marked, found) => {
  const caret = marked.indexOf('|')
  const slash = slashAt(marked.replace('|', ''), caret)
  expect(slash && { query: slash.query, start: slash.start }).toEqual(found)
  if (slash) expect(slash.end).toBe(caret)
})

test('names match before texts, beginnings first; otherwise the order is kept', () => {
  const macros = [
    { name: 'Ask for a photo', body: 'Before the refund …' },
    { name: 'Late refund', body: '' },
    { name: 'Refund sent', body: '' },
    { name: 'Hello', body: '' },
  ]
  expect(matching(macros, 'refund ').map(({ name }) => name)).toEqual(['Refund sent', 'Late refund', 'Ask for a photo'])
  expect(matching(macros, '')).toEqual(macros)
  expect(matching(macros, 'nothing')).toEqual([])
})
