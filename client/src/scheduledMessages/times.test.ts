import { describe, expect, test } from '@jest/globals'
import { setCurrentLocale } from '../lib/locale.ts'
import { fromInput, presetsAt, sendTime, toInput } from './times.ts'

const at = (iso: string) => new Date(iso)

describe('tomorrow at 9:00 is 9:00 on the person’s clock', () => {
  test.each([
    ['an ordinary day', 'Europe/Berlin', '2026-11-26T20:00:00Z', '2026-11-27T08:00:00.000Z'],
    ['the clocks go forward that night', 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['the clocks go back that night', 'Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['the clocks go forward in New York', 'America/New_York', '2026-03-07T15:00:00Z', '2026-03-08T13:00:00.000Z'],
    ['it is tomorrow in UTC already', 'America/Los_Angeles', '2026-11-27T03:00:00Z', '2026-11-27T17:00:00.000Z'],
    ['a half-hour zone', 'Asia/Kolkata', '2026-11-26T20:00:00Z', '2026-11-28T03:30:00.000Z'],
  ])('%s', (_what, zone, now, expected) => {
    expect(presetsAt(at(now), zone).tomorrow.toISOString()).toBe(expected)
  })
})

test('Monday is the next one, also on a Monday and across a change of the clocks', () => {
  const monday = (now: string) => presetsAt(at(now), 'Europe/Berlin').monday.toISOString()
  expect(monday('2026-11-26T12:00:00Z')).toBe('2026-11-30T08:00:00.000Z')
  expect(monday('2026-11-30T06:00:00Z')).toBe('2026-12-07T08:00:00.000Z')
  expect(monday('2026-03-27T12:00:00Z')).toBe('2026-03-30T07:00:00.000Z')
  // On a Sunday it is tomorrow, and the menu offers it once.
  expect(monday('2026-11-29T12:00:00Z')).toBe(
    presetsAt(at('2026-11-29T12:00:00Z'), 'Europe/Berlin').tomorrow.toISOString(),
  )
})

test('a picked time is read in the person’s zone; in the hour that the clocks skip it is the one after', () => {
  expect(fromInput('2026-07-01T09:00', 'Europe/Berlin')!.toISOString()).toBe('2026-07-01T07:00:00.000Z')
  expect(fromInput('2026-03-29T02:30', 'Europe/Berlin')!.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(fromInput('', 'Europe/Berlin')).toBeNull()
  expect(toInput(at('2026-12-01T08:05:30Z'), 'Europe/Berlin')).toBe('2026-12-01T09:05')
})

test('The comma of today’s and tomorrow’s times is that of the language', () => {
  const now = at('2026-11-26T10:00:00Z')
  const shown = ['en-US', 'de', 'ar-u-nu-latn'].map((locale) => {
    setCurrentLocale(locale)
    return sendTime(now, now).match(/[,،]/g)
  })
  setCurrentLocale('en-US')
  expect(shown).toEqual([[','], [','], ['،']])
})
