import { expect, test } from '@jest/globals'
import { contains, searchKey } from './searchKey.ts'

// The same table as in server/src/viewer/search.test.ts: server and client use the same rule.
test.each([
  ['İADE', 'iade'],
  ['Café', 'cafe'],
  ['Cafe\u0301', 'cafe'],
  ['STRASSE Straße', 'strasse strasse'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Łódź, Søren, Đorđe', 'lodz, soren, dorde'],
  ['ﬁx ℡ ①', 'fix tel 1'],
  ['أحمد', 'احمد'],
  ['שָׁלוֹם', 'שלום'],
  ['Ёлка, Йод', 'елка, иод'],
  ['한국 カタカナ ｶﾀｶﾅ', '한국 カタカナ カタカナ'],
  ['soft\u00ADhyphen\u200B', 'softhyphen'],
  ['Kırmızı', 'kirmizi'],
  ['ŒUVRE Æble', 'oeuvre aeble'],
])('%s is searched as %s', (text, key) => {
  expect(searchKey(text)).toBe(key)
})

test('finds text regardless of case, accents and Unicode form', () => {
  expect(contains('İade talebi', 'iade')).toBe(true)
  expect(contains('Café', 'CAFE\u0301')).toBe(true)
  expect(contains('Café', 'cafe ')).toBe(true)
  expect(contains('Café', 'tea')).toBe(false)
})
