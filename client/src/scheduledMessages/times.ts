import {
  fromDate,
  getDayOfWeek,
  getLocalTimeZone,
  parseDateTime,
  Time,
  toCalendarDate,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'
import { currentLocale, dateFormat } from '../lib/locale.ts'

const HOUR_MS = 3_600_000
const MORNING = new Time(9)

/** The times that the menu offers. */
export type Presets = { inOneHour: Date; tomorrow: Date; monday: Date }

/** In one hour, tomorrow at 9:00 and next Monday at 9:00 where the person is, whatever happens to the clocks until then. */
export const presetsAt = (now: Date, zone = getLocalTimeZone()): Presets => {
  const today = toCalendarDate(fromDate(now, zone))
  const morningIn = (days: number) => toZoned(toCalendarDateTime(today.add({ days }), MORNING), zone).toDate()
  // Monday is 0.
  const untilMonday = 7 - getDayOfWeek(today, 'en-GB')
  return { inOneHour: new Date(now.getTime() + HOUR_MS), tomorrow: morningIn(1), monday: morningIn(untilMonday) }
}

/** An instant as the value of a `datetime-local` input: "2026-11-30T09:00". */
export const toInput = (at: Date, zone = getLocalTimeZone()): string =>
  toCalendarDateTime(fromDate(at, zone)).toString().slice(0, 16)

/** The instant of such a value; null while it is incomplete. A time that the clocks skip is the one after the gap. */
export const fromInput = (value: string, zone = getLocalTimeZone()): Date | null => {
  try {
    return toZoned(parseDateTime(value), zone).toDate()
  } catch {
    return null
  }
}

const CLOCK = { hour: 'numeric', minute: '2-digit' } as const
const WEEKDAY = { weekday: 'long', ...CLOCK } as const
const DATE = { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK } as const

/** When something is sent, within a sentence: "today, 14:05", "tomorrow, 09:00", "Monday 09:00", "Fri, 4 Dec, 09:00". */
export const sendTime = (at: Date, now = new Date()): string => {
  const zone = getLocalTimeZone()
  const days = toCalendarDate(fromDate(at, zone)).compare(toCalendarDate(fromDate(now, zone)))
  if (days === 0 || days === 1) return dayAndTime(days, at)
  return dateFormat(days > 1 && days < 7 ? WEEKDAY : DATE).format(at)
}

const dayAndTime = (days: number, at: Date): string => {
  const day = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' }).format(days, 'day')
  const time = dateFormat(CLOCK).format(at)
  return currentLocale().startsWith('ar') ? `${day}، ${time}` : `${day}, ${time}`
}
