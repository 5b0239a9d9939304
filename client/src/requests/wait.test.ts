import { expect, test } from '@jest/globals'
import { setCurrentLocale } from '../lib/locale.ts'
import { waited } from './wait.ts'

const SINCE = '2026-11-30T10:00:00Z'
const after = (...times: string[]) =>
  times.map((time) => waited(SINCE, new Date(`2026-${time}Z`)).replaceAll('\u00a0', ' '))

test('a waiting time has at most two units', () => {
  expect(after('11-30T09:59:00', '11-30T10:00:45', '11-30T10:03:59', '11-30T12:05:00', '12-03T10:00:00')).toEqual([
    '0s',
    '45s',
    '3m',
    '2h 5m',
    '3d',
  ])
})

test('a waiting time has the units of the language', () => {
  const inLocale = (locale: string) => {
    setCurrentLocale(locale)
    return after('11-30T10:04:00', '11-30T11:35:00')
  }
  try {
    expect(inLocale('de')).toEqual(['4 Min.', '1h 35 Min.'])
    expect(inLocale('ar-u-nu-latn')).toEqual(['4 د', '1 س 35 د'])
  } finally {
    setCurrentLocale('en-US')
  }
})
