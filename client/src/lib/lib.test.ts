import { describe, expect, it, jest, test } from '@jest/globals'
import { initials, isolated, pick } from './person.ts'
import { spaced } from './spaced.ts'
import { age } from './time.ts'
import { uuid } from './uuid.ts'

describe('helpers', () => {
  it('shorten names to initials', () => {
    expect(['Mina Okafor', 'ada', ' Jean  Paul  Marat ', '', '李 小龙'].map(initials)).toEqual([
      'MO',
      'A',
      'JM',
      '?',
      '李小',
    ])
  })

  it('keep emoji of several code points and accented letters whole', () => {
    const names = ['🇩🇪 Deutschland', '👩‍👩‍👧‍👦', '👨🏽‍🚀 Neil', 'e\u0301mile Zola', '\u200B \u2068Ann', 'ﬁona', '각 하']
    expect(names.map(initials)).toEqual(['🇩🇪D', '👩‍👩‍👧‍👦', '👨🏽‍🚀N', 'E\u0301Z', 'A', 'FI', '각하'])
  })

  it('isolate names that are written from right to left', () => {
    expect(['Ann', 'אן', 'Ann\u202E'].map(isolated)).toEqual(['Ann', '\u2068אן\u2069', '\u2068Ann\u202E\u2069'])
  })

  it('pick the same colour for the same person', () => {
    expect(pick('u1', 8)).toBe(pick('u1', 8))
    expect(pick('u1', 8)).toBeLessThan(8)
  })

  it('format ages in the largest unit', () => {
    const now = new Date('2026-11-20T12:00:00Z')
    const ages = [
      '2026-11-20T11:59:30Z',
      '2026-11-20T11:55:00Z',
      '2026-11-20T09:00:00Z',
      '2026-11-18T12:00:00Z',
      '2026-10-20T12:00:00Z',
    ]
    expect(ages.map((iso) => age(iso, now))).toEqual(['now', '5m', '3h', '2d', '4w'])
  })

  it('create UUIDs', () => {
    expect(uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })
})

test('calls that are spaced come at once, and then at most every so often, the last included', () => {
  jest.useFakeTimers()
  const act = jest.fn()
  const { call, cancel } = spaced(act, 100)
  call()
  expect(act).toHaveBeenCalledTimes(1)
  for (let n = 0; n < 50; n++) call()
  expect(act).toHaveBeenCalledTimes(1)
  jest.advanceTimersByTime(100)
  expect(act).toHaveBeenCalledTimes(2)
  jest.advanceTimersByTime(500)
  expect(act).toHaveBeenCalledTimes(2)
  call()
  call()
  cancel()
  jest.advanceTimersByTime(500)
  expect(act).toHaveBeenCalledTimes(3)
  jest.useRealTimers()
})
