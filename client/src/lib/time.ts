import { currentLocale, dateFormat, numberFormat } from './locale.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const CLOCK = { hour: 'numeric', minute: '2-digit' } as const
const WEEKDAY = { weekday: 'short' } as const
const DAY_OF_YEAR = { month: 'short', day: 'numeric' } as const
const DAY_AND_YEAR = { ...DAY_OF_YEAR, year: 'numeric' } as const
const FULL = { dateStyle: 'medium', timeStyle: 'short' } as const

/** When the day of a date began in this browser, in milliseconds. */
export const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0)

/** For rows: the time if today, the weekday if this week, else the date. */
export const rowTime = (iso: string, now = new Date()): string => {
  const date = new Date(iso)
  const age = startOfDay(now) - startOfDay(date)
  if (age <= 0) return dateFormat(CLOCK).format(date)
  if (age < 6.5 * DAY) return dateFormat(WEEKDAY).format(date)
  return dateFormat(date.getFullYear() === now.getFullYear() ? DAY_OF_YEAR : DAY_AND_YEAR).format(date)
}

/** For rows, of what is still to come: the time if today, the weekday within a week, else the date. */
export const dueTime = (iso: string, now = new Date()): string => {
  const date = new Date(iso)
  const ahead = startOfDay(date) - startOfDay(now)
  if (ahead <= 0) return dateFormat(CLOCK).format(date)
  if (ahead < 6.5 * DAY) return dateFormat(WEEKDAY).format(date)
  return dateFormat(date.getFullYear() === now.getFullYear() ? DAY_OF_YEAR : DAY_AND_YEAR).format(date)
}

/** "14:05". */
export const clockTime = (iso: string): string => dateFormat(CLOCK).format(new Date(iso))

/** "20 Nov 2026, 14:05", for titles and details. */
export const fullTime = (iso: string): string => dateFormat(FULL).format(new Date(iso))

/** Whole units of time as the language abbreviates them, in one piece: "5m", "3h"; in German "5 Min.". */
export const inUnit = (value: number, unit: 'second' | 'minute' | 'hour' | 'day' | 'week'): string =>
  numberFormat({ style: 'unit', unit, unitDisplay: 'narrow' }).format(Math.floor(value)).replace(' ', '\u00a0')

/** Two units that are read as one: "3h 20m". */
export const inUnits = (...parts: string[]): string => parts.join('\u00a0')

/** How long ago, in the largest whole unit: "now", "5m", "3h", "2d", "4w". */
export const age = (iso: string, now = new Date()): string => {
  const ms = now.getTime() - new Date(iso).getTime()
  if (ms < MINUTE) return new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' }).format(0, 'second')
  if (ms < HOUR) return inUnit(ms / MINUTE, 'minute')
  if (ms < DAY) return inUnit(ms / HOUR, 'hour')
  if (ms < 14 * DAY) return inUnit(ms / DAY, 'day')
  return inUnit(ms / (7 * DAY), 'week')
}
