import { type CalendarDate, parseDate, startOfMonth, toZoned, today } from '@internationalized/date'

/** A period as the address holds it. */
export type PeriodSearch = { range?: string; from?: string; to?: string }

/** Whole days in the desk’s time zone, the last one included. */
export type Period = { from: CalendarDate; last: CalendarDate }

/** The periods to choose from; a number is of days up to today. */
export const RANGES = ['7', '30', '90', 'month', 'custom'] as const
export type Range = (typeof RANGES)[number]

const DEFAULT: Range = '30'
/** The longest period that the server answers. */
const DAYS_MAX = 1_100

/** The chosen range; the last 30 days if the address names none. */
export const rangeOf = ({ range }: PeriodSearch): Range => RANGES.find((known) => known === range) ?? DEFAULT

/** The days of the chosen period. Days that do not exist, or in the wrong order, become the nearest that work. */
export const periodOf = (search: PeriodSearch, timeZone: string): Period => {
  const now = today(timeZone)
  const range = rangeOf(search)
  if (range === 'month') return { from: startOfMonth(now), last: now }
  if (range !== 'custom') return { from: now.subtract({ days: Number(range) - 1 }), last: now }
  const last = dayOf(search.to) ?? now
  const from = dayOf(search.from) ?? last.subtract({ days: 29 })
  if (from.compare(last) > 0) return { from: last, last: from }
  const earliest = last.subtract({ days: DAYS_MAX - 1 })
  return { from: from.compare(earliest) < 0 ? earliest : from, last }
}

/** The instants of a period: its start, and the start of the day after it. */
export const instantsOf = ({ from, last }: Period, timeZone: string): { from: string; to: string } => ({
  from: toZoned(from, timeZone).toAbsoluteString(),
  to: toZoned(last.add({ days: 1 }), timeZone).toAbsoluteString(),
})

/** The period of as many days before this one. */
export const periodBefore = ({ from, last }: Period): Period => {
  const length = last.compare(from) + 1
  return { from: from.subtract({ days: length }), last: from.subtract({ days: 1 }) }
}

const dayOf = (text: string | undefined): CalendarDate | null => {
  try {
    return text ? parseDate(text) : null
  } catch {
    return null
  }
}
