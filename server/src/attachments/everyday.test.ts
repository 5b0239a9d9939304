import { expect, test } from '@jest/globals'
import { everydayFiles } from '../../test/everydayFiles.ts'
import { mediaOf, sniff } from './contentType.ts'
import { cleanName, honestName } from './fileName.ts'

test('common files keep their names, and none is mistaken for a video or audio file', async () => {
  const wrong: unknown[] = []
  for (const { name, bytes, type, becomes = name } of await everydayFiles()) {
    const found = await sniff(bytes, name)
    const called = honestName(cleanName(name), found)
    if (called !== becomes || (type && !found.contentType.startsWith(type))) wrong.push([name, called, found])
    if (!type && becomes === name && mediaOf(found.contentType) !== 'file') wrong.push([name, found])
  }
  expect(wrong).toEqual([])
})

test.each([
  'می‌خواهم.pdf',
  'نامه‌های اداری.docx',
  'क्‍ष.txt',
  'ശ്രീ ന്‍.txt',
  'අක්‍ෂර.pdf',
  '👩‍👩‍👧‍👦 family.png',
  '🏳️‍🌈.png',
  '👩🏽‍💻.png',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿.png',
  '❤️‍🔥.png',
  'مرحبا بالعالم.txt',
  'שלום.pdf',
  '資料（最終版）.xlsx',
  'Übergröße_ñandú.JPG',
  'a.b.c.d.tar.gz',
])('a name in its own script does not change: %s', (name) => {
  expect(cleanName(name)).toBe(name.normalize('NFC'))
})

test.each([
  ['photo\u200C.png', 'photo.png'],
  ['in\u200Dvoice.pdf', 'invoice.pdf'],
  ['\u200Dمرحبا.txt', 'مرحبا.txt'],
  ['مرحبا\u200C.txt', 'مرحبا.txt'],
  ['a\u202Egnp.exe', 'agnp.exe'],
  ['a\u2066b\u2069\u200E\u200F\u061C.txt', 'ab.txt'],
  ['a\u{E0041}\u{E007F}.txt', 'a.txt'],
])('meaningless invisible characters are removed from a name: %j', (name, clean) => {
  expect(cleanName(name)).toBe(clean)
})
