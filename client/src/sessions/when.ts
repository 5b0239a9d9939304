import { dateFormat } from '../lib/locale.ts'

const MINUTE_MS = 60_000

/** A moment or a span in the locale of the page, in a time zone (the browser's own by default). */
const shown = (timeZone?: string): Intl.DateTimeFormat =>
  dateFormat({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  })

/** "Tue, Dec 1, 2026, 9:00 – 9:30 AM". */
export const span = (startsAt: string, endsAt: string, timeZone?: string): string =>
  shown(timeZone).formatRange(new Date(startsAt), new Date(endsAt))

/** "Tue, Dec 1, 2026, 9:00 AM". */
export const moment = (at: string): string => shown().format(new Date(at))

/** The browser's time zone. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether clocks in a time zone show something else at this moment than in another. */
export const differs = (at: string, zone: string, other: string): boolean => span(at, at, zone) !== span(at, at, other)

/** Where a session stands. */
export const stateOf = (
  session: { startsAt: string; endsAt: string; cancelledAt: string | null; outcome: 'HELD' | 'MISSED' | null },
  now: Date,
): 'scheduled' | 'now' | 'ended' | 'cancelled' | 'HELD' | 'MISSED' => {
  if (session.cancelledAt) return 'cancelled'
  if (session.outcome) return session.outcome
  if (now >= new Date(session.endsAt)) return 'ended'
  return now >= new Date(session.startsAt) ? 'now' : 'scheduled'
}

/** The length, in minutes. */
export const minutesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS)
