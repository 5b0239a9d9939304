import { RequestError } from '../platform/userError.ts'
import type { Parameters } from './filter.ts'

/** A time between two instants, or the last days up to now. A saved view stores it as JSON, with instants as text. */
export interface Period {
  /** The first instant. */
  from?: Date | string | null
  /** The first instant after it. */
  until?: Date | string | null
  /** Instead: so many days, today included. */
  days?: number | null
  /** The IANA name of the time zone of these days; UTC by default. */
  timeZone?: string | null
}

const DAYS_MAX = 3_660

/** SQL conditions for a column that lies in a period. Throws BAD_USER_INPUT. */
export function periodSql(column: string, period: Period, parameters: Parameters): string[] {
  const { from, until, days, timeZone } = period
  const conditions: string[] = []
  if (from != null) conditions.push(`${column} >= ${parameters.add(instant(from))}::timestamptz`)
  if (until != null) conditions.push(`${column} < ${parameters.add(instant(until))}::timestamptz`)
  if (days == null) return conditions
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX)
    throw new RequestError('BAD_USER_INPUT', `A period has from 1 to ${DAYS_MAX} days.`)
  const zone = parameters.add(checkedZone(timeZone ?? 'UTC'))
  const before = `make_interval(days => ${parameters.add(days - 1)}::int)`
  return [
    ...conditions,
    `${column} >= (date_trunc('day', now() AT TIME ZONE ${zone}::text) - ${before}) AT TIME ZONE ${zone}::text`,
  ]
}

function instant(value: Date | string): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) throw new RequestError('BAD_USER_INPUT', 'A time of the filter is invalid.')
  return at.toISOString()
}

function checkedZone(name: string): string {
  try {
    // Offsets are time zones as well, but PostgreSQL reads their sign the other way round.
    if (/^[A-Z]/i.test(name)) return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    // Unknown.
  }
  throw new RequestError('BAD_USER_INPUT', 'There is no such time zone.')
}
