const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' })
const dayOfYear = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })
const dayAndYear = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const startOfDay = (date: Date): number => new Date(date).setHours(0, 0, 0, 0)

/** For rows: the time if today, the weekday if this week, else the date. */
export const rowTime = (iso: string, now = new Date()): string => {
  const date = new Date(iso)
  const age = startOfDay(now) - startOfDay(date)
  if (age <= 0) return clock.format(date)
  if (age < 6.5 * DAY) return weekday.format(date)
  return (date.getFullYear() === now.getFullYear() ? dayOfYear : dayAndYear).format(date)
}

/** For rows, of what is still to come: the time if today, the weekday within a week, else the date. */
export const dueTime = (iso: string, now = new Date()): string => {
  const date = new Date(iso)
  const ahead = startOfDay(date) - startOfDay(now)
  if (ahead <= 0) return clock.format(date)
  if (ahead < 6.5 * DAY) return weekday.format(date)
  return (date.getFullYear() === now.getFullYear() ? dayOfYear : dayAndYear).format(date)
}

/** "14:05". */
export const clockTime = (iso: string): string => clock.format(new Date(iso))

/** "20 Nov 2026, 14:05", for titles and details. */
export const fullTime = (iso: string): string => full.format(new Date(iso))

/** How long ago, in the largest whole unit: "now", "5m", "3h", "2d", "4w". */
export const age = (iso: string, now = new Date()): string => {
  const ms = now.getTime() - new Date(iso).getTime()
  if (ms < MINUTE) return 'now'
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h`
  if (ms < 14 * DAY) return `${Math.floor(ms / DAY)}d`
  return `${Math.floor(ms / (7 * DAY))}w`
}
