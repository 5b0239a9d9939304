import { expect, test } from '@jest/globals'
import { languageName, localTime } from './localTime.ts'

const at = (iso: string, zone: string, own: string) => localTime(zone, new Date(iso), 'en-GB', own)

test('the time there, and how far it is from here, also over midnight, by half hours and in summer', () => {
  expect(at('2026-01-15T12:00:00Z', 'Europe/Lisbon', 'Europe/Berlin')).toEqual({ time: '12:00', ahead: -1 })
  expect(at('2026-01-15T23:30:00Z', 'Asia/Kolkata', 'UTC')).toEqual({ time: '5:00', ahead: 5.5 })
  expect(at('2026-01-15T00:30:00Z', 'America/New_York', 'Asia/Tokyo')).toEqual({ time: '19:30', ahead: -14 })
  // In July both have summer time, in late March only one of them.
  expect(at('2026-07-15T12:00:30Z', 'America/New_York', 'Europe/Berlin')).toEqual({ time: '8:00', ahead: -6 })
  expect(at('2026-03-20T12:00:00Z', 'America/New_York', 'Europe/Berlin')).toEqual({ time: '8:00', ahead: -5 })
  expect(at('2026-01-15T12:00:00Z', 'Europe/Berlin', 'Europe/Berlin')).toEqual({ time: '13:00', ahead: 0 })
  expect(at('2026-01-15T12:00:00Z', 'Nowhere/Land', 'UTC')).toBeUndefined()
})

test('a language by its name, and nothing for what is none', () => {
  expect([languageName('de', 'en'), languageName('de', 'de'), languageName('not a language', 'en')]).toEqual([
    'German',
    'Deutsch',
    undefined,
  ])
})
