import { expect, test } from '@jest/globals'
import { setCurrentLocale } from '../lib/locale.ts'
import { fitInto, formatBytes, formatDuration, kindOf, kindOfAttachment } from './format.ts'

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [9_949, '9.9 kB'],
  [9_960, '10 kB'],
  [999_500, '1.0 MB'],
  [2 ** 31, '2.1 GB'],
  [3e15, '3000 TB'],
])('%d bytes read as %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words))

test('the size of a file is written as the language writes numbers and units', () => {
  const inLocale = (locale: string) => {
    setCurrentLocale(locale)
    return [formatBytes(3_400_000), formatBytes(240_000)]
  }
  try {
    expect(inLocale('de-AT')).toEqual(['3,4 MB', '240 kB'])
    expect(inLocale('ar-EG-u-ca-gregory-nu-latn')).toEqual(['3.4 م.ب', '240 كيلوبايت'])
  } finally {
    setCurrentLocale('en-US')
  }
})

test.each([
  [0, '0:00'],
  [12.9, '0:12'],
  [723, '12:03'],
  [3_723, '1:02:03'],
  [-1, '0:00'],
])('%d seconds read as %s', (seconds, words) => expect(formatDuration(seconds)).toBe(words))

test('a file that can run scripts is never shown as a picture', () => {
  expect(kindOf('image/svg+xml')).toBe('text')
  expect(kindOf('text/html')).toBe('text')
  expect(kindOf('image/png; charset=utf-8')).toBe('image')
  // The server has inspected it and does not allow a preview.
  expect(kindOfAttachment({ kind: 'FILE', contentType: 'image/png' })).toBe('file')
  expect(kindOfAttachment({ kind: 'FILE', contentType: 'application/zip' })).toBe('archive')
})

test('shows a picture at its size or scaled to its box, and never too small to click', () => {
  const box = { width: 360, height: 280 }
  expect(fitInto(200, 100, box)).toEqual({ width: 200, height: 100 })
  expect(fitInto(3_600, 1_400, box)).toEqual({ width: 360, height: 140 })
  expect(fitInto(100, 2_800, box)).toEqual({ width: 64, height: 280 })
  expect(fitInto(null, null, box)).toEqual({ width: 240, height: 160 })
})
