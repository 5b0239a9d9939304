import type { TicketPeriodInput } from '../tickets/tickets.generated.ts'

/** A period as the address holds it: `7d` for the last days, today included, or `2026-11-01..2026-11-15`. */
const PERIOD = /^(?:([1-9]\d{0,2})d|(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d))$/

/** A valid period of an address. */
export const readPeriod = (raw: unknown): string | undefined => {
  const [whole, days, from, last] = PERIOD.exec(String(raw)) ?? []
  return days || (from && last && from <= last && startOf(from) && startOf(last)) ? whole : undefined
}

/** The days of a period, or its first and last day. */
export const partsOf = (period: string): { days: number } | { from: string; last: string } => {
  const [, days, from = '', last = ''] = PERIOD.exec(period) ?? []
  return days ? { days: Number(days) } : { from, last }
}

/** A period as an API argument, in the time zone of the browser. */
export const toPeriod = (period: string | undefined): TicketPeriodInput | undefined => {
  if (!period) return undefined
  const parts = partsOf(period)
  if ('days' in parts) return { days: parts.days, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
  return { from: startOf(parts.from), until: startOf(parts.last, 1) }
}

/** The other way round, from a saved view. */
export const fromPeriod = (saved: Nullable<TicketPeriodInput> | null): string | undefined => {
  if (saved?.days) return `${saved.days}d`
  return saved?.from && saved.until ? `${dayOf(saved.from)}..${dayOf(saved.until, -1)}` : undefined
}

/** Whether an instant lies in a period: the same rule as the server's. */
export const isWithin = (period: TicketPeriodInput | null | undefined, at: string): boolean => {
  if (!period) return true
  const { days, from, until } = period
  const first = days ? startOf(dayOf(new Date().toISOString()), 1 - days) : from
  return !(first && Date.parse(at) < Date.parse(first)) && !(until && Date.parse(at) >= Date.parse(until))
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

/** When a day begins here, or one some days later; undefined if there is no such day. */
const startOf = (day: string, later = 0): string | undefined => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + later)
  return later !== 0 || at.getDate() === date ? at.toISOString() : undefined
}

/** The day of an instant here, or one some days later. */
const dayOf = (instant: string, later = 0): string => {
  const at = new Date(instant)
  at.setDate(at.getDate() + later)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
