import type { Weekday, WorkingIntervalInput } from './availability.generated.ts'

/** The days of a week in the order in which they are edited. */
export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const satisfies readonly Weekday[]

/** The hours of one day, as a form edits them. */
export type Hours = { from: string; until: string }
export type Week = Record<Weekday, Hours[]>

/** Intervals by weekday. */
export const weekOf = (intervals: readonly WorkingIntervalInput[]): Week =>
  Object.fromEntries(
    WEEKDAYS.map((day) => [
      day,
      intervals.filter(({ weekday }) => weekday === day).map(({ from, until }) => ({ from, until })),
    ]),
  ) as Week

/** A week as the server takes it. Midnight at the end of a day is 24:00; time fields write 00:00. */
export const intervalsOf = (week: Week): WorkingIntervalInput[] =>
  WEEKDAYS.flatMap((weekday) =>
    week[weekday].map(({ from, until }) => ({ weekday, from, until: until === '00:00' ? '24:00' : until })),
  )

/** Whether every interval is complete, ends after it starts, and does not overlap another. */
export const isValidWeek = (week: Week): boolean =>
  WEEKDAYS.every((day) => {
    const hours = intervalsOf({ ...weekOf([]), [day]: week[day] }).toSorted((a, b) => a.from.localeCompare(b.from))
    return hours.every(({ from, until }, at) => from && until && from < until && (hours[at - 1]?.until ?? '') <= from)
  })

/** The name of a weekday. */
export const dayName = (locale: string, day: Weekday): string =>
  // 1 January 2024 was a Monday.
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day))),
  )

/** A day that has no hours yet begins with the usual ones, another continues after its last. */
export const addHours = (hours: readonly Hours[]): Hours[] => [
  ...hours,
  hours.length === 0 ? { from: '09:00', until: '17:00' } : { from: '', until: '' },
]
