import { UserError } from '../platform/userError.ts'

const MINUTE_MS = 60_000
/** How far ahead a session can be, in milliseconds. */
const AHEAD_MS = 2 * 366 * 24 * 60 * MINUTE_MS
/** The shortest and the longest session, in minutes. */
const SHORTEST = 5
const LONGEST = 8 * 60

/** When a session starts and ends. Throws a VALIDATION error unless it starts in the future and has a sensible length. */
export function checkedTimes(startsAt: Date, minutes: number): { startsAt: Date; endsAt: Date } {
  if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST)
    throw new UserError('VALIDATION', 'A session takes between 5 minutes and 8 hours.', ['input', 'minutes'])
  return { startsAt: checkedStart(startsAt, 'startsAt'), endsAt: new Date(startsAt.getTime() + minutes * MINUTE_MS) }
}

/** A moment in the future, at most two years ahead; throws a VALIDATION error that names the field. */
export function checkedStart(at: Date, field: string): Date {
  const ahead = at.getTime() - Date.now()
  if (ahead <= 0) throw new UserError('VALIDATION', 'Choose a time in the future.', ['input', field])
  if (ahead > AHEAD_MS) throw new UserError('VALIDATION', 'Choose a time within two years.', ['input', field])
  return at
}

/** An IANA time zone; throws a VALIDATION error for anything else. */
export function checkedTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    throw new UserError('VALIDATION', 'Choose a time zone like Europe/Berlin.', ['input', 'timeZone'])
  }
}

/** The length of a session, in minutes. */
export function minutesOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number {
  return Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS)
}
