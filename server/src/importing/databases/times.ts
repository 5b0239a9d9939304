import { StartError } from '../../platform/errors/startError.ts'

const TIME =
  /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?(?::?\d\d)?(?:\s*UTC)?)?$/i
const EPOCH = /^\d{10}(\d{3})?$/
const MINUTE_MS = 60_000

/** Parses the times of a source. Those without a zone are local times of `zone`. */
export class Times {
  private readonly clock: Intl.DateTimeFormat

  constructor(zone: string) {
    try {
      const parts = {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      } as const
      this.clock = new Intl.DateTimeFormat('en-US', { ...parts, timeZone: zone, hourCycle: 'h23', era: 'short' })
    } catch {
      throw new StartError(`${zone} is not a time zone. Use a name like Europe/Berlin.`)
    }
  }

  /**
   * A time in UTC with microseconds, so that times compare as text. Undefined if the text is none: `infinity`, a year before 1
   * or after 9999, or an ambiguous format such as 3/4/2024.
   */
  parse(text: string | null): string | undefined {
    const trimmed = text?.trim() ?? ''
    const epoch = EPOCH.exec(trimmed)
    if (epoch) return withMicroseconds(Number(trimmed) * (epoch[1] ? 1 : 1000), '')
    const found = TIME.exec(trimmed)
    if (!found) return undefined
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found
    const local = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
    if (local === undefined) return undefined
    const ms = zone === undefined ? this.fromLocal(local) : local - offsetOf(zone)
    return withMicroseconds(ms, fraction)
  }

  private fromLocal(local: number): number {
    const guess = local - this.offsetAt(local)
    return local - this.offsetAt(guess)
  }

  private offsetAt(ms: number): number {
    const parts = Object.fromEntries(this.clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const { year, month, day, hour, minute, second } = parts as Record<string, number>
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - ms
  }
}

function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // A leap second is the first of the next minute; 24:00 is the start of the next day.
  date.setUTCHours(hour, minute, second)
  const isDate = new Date(Date.UTC(2000, month - 1, 1)).getUTCMonth() === month - 1 && day >= 1 && day <= 31
  return isDate && year >= 1 && hour <= 24 && minute < 60 && second <= 60 ? date.getTime() : undefined
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?/.exec(zone) ?? [undefined, '+', '0']
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
}

function withMicroseconds(ms: number, fraction: string): string | undefined {
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  if (Number.isNaN(ms) || year < 1 || year > 9999) return undefined
  const digits = fraction === '' ? String(date.getUTCMilliseconds()).padStart(3, '0') : fraction
  return `${date.toISOString().slice(0, 19)}.${digits.padEnd(6, '0').slice(0, 6)}Z`
}
