import { describe, expect, it, jest } from '@jest/globals'
import { fromPeriod, isWithin, readPeriod, toPeriod } from './period.ts'

describe('a period', () => {
  it.each(['1d', '7d', '30d', '2026-11-01..2026-11-15', '2026-11-15..2026-11-15'])('%s is read and kept', (period) => {
    expect(readPeriod(period)).toBe(period)
    expect(fromPeriod(toPeriod(period)!)).toBe(period)
  })

  it.each(['', '0d', 'week', '7', '2026-11-15..2026-11-01', '2026-02-30..2026-03-01', 'x2026-11-01..2026-11-02'])(
    '“%s” is dropped',
    (period) => expect(readPeriod(period)).toBeUndefined(),
  )

  it('of two days begins with the first and ends after the last', () => {
    const range = toPeriod('2026-11-01..2026-11-02')
    const at = (date: number, hour: number, minute = 0) => new Date(2026, 10, date, hour, minute).toISOString()
    expect(isWithin(range, at(0, 23, 59))).toBe(false)
    expect(isWithin(range, at(1, 0))).toBe(true)
    expect(isWithin(range, at(2, 23, 59))).toBe(true)
    expect(isWithin(range, at(3, 0))).toBe(false)
  })

  it('of some days ends now, today included', () => {
    jest.useFakeTimers({ now: new Date(2026, 10, 15, 0, 30) })
    const at = (date: number, hour: number) => new Date(2026, 10, date, hour).toISOString()
    expect([at(14, 23), at(15, 0)].map((instant) => isWithin(toPeriod('1d'), instant))).toEqual([false, true])
    expect([at(8, 23), at(9, 0)].map((instant) => isWithin(toPeriod('7d'), instant))).toEqual([false, true])
    jest.useRealTimers()
  })
})
