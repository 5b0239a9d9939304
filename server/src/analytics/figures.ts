import type { FactKind } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { RequestError } from '../platform/userError.ts'

/** What figures are broken down by; `day` and `all` give each day, and everything. */
export type Dimension = 'all' | 'day' | 'agent' | 'assignee' | 'team' | 'tag' | 'type' | 'shop' | 'hour'

/** Whether times are measured by the clock on the wall or within the working hours of the agent. */
export type Clock = 'wall' | 'working'

/** Median and 90th percentile, in seconds; null if there was nothing to measure. */
export interface Percentiles {
  p50: number | null
  p90: number | null
}

/** A period, up to but not including `to`. */
export interface Period {
  from: Date
  to: Date
}

type Counted = { day: string | null; key: string; kind: FactKind; n: number }
type Timed = Percentiles & { key: string }
type Times = ReadonlyMap<string, Percentiles>

/** The longest period, in days: every day is a row of the answer. */
const DAYS_MAX = 1_100
const DAY_MS = 86_400_000
const NOTHING: Percentiles = { p50: null, p90: null }

const counted = statement<Counted>('SELECT day::text, key, kind, n FROM figure_counts($1, $2, $3)')
const open = statement<{ key: string; n: number }>('SELECT key, n FROM figure_backlog($1, $2)')
const timed = statement<Timed>('SELECT key, p50, p90 FROM figure_times($1, $2, $3, $4, $5)')
const zone = statement<{ name: string }>('SELECT desk_time_zone() AS name')
const days = statement<{ day: string }>(`
  SELECT d.day::date::text AS day FROM generate_series(($1::timestamptz AT TIME ZONE desk_time_zone())::date,
    (($2::timestamptz - interval '1 microsecond') AT TIME ZONE desk_time_zone())::date, interval '1 day') AS d (day)`)
// In local time, so that a month with a change of the clocks is compared with as many days.
const before = statement<{ from: Date }>(`
  SELECT (z.from - (z.to - z.from)) AT TIME ZONE desk_time_zone() AS from
  FROM (SELECT $1::timestamptz AT TIME ZONE desk_time_zone() AS from, $2::timestamptz AT TIME ZONE desk_time_zone() AS to) AS z`)

/** The desk's time zone, to which days belong. */
export async function readTimeZone(): Promise<string> {
  return (await zone.first())!.name
}

/** The figures of a period as the current identity may see them. Each is read when it is first asked for. */
export class Figures {
  readonly from: Date
  readonly to: Date
  readonly #read = new Map<string, Promise<unknown>>()

  /** Throws BAD_USER_INPUT for a period that ends before it starts, or is too long. */
  constructor({ from, to }: Period) {
    const length = to.getTime() - from.getTime()
    if (!(length > 0)) throw new RequestError('BAD_USER_INPUT', '`to` must be later than `from`.')
    if (length > DAYS_MAX * DAY_MS) throw new RequestError('BAD_USER_INPUT', `A period has at most ${DAYS_MAX} days.`)
    this.from = from
    this.to = to
  }

  /** The number of facts of a kind: of all, or of one key of a dimension. */
  async count(kind: FactKind, dimension: Dimension = 'all', key = ''): Promise<number> {
    return (await this.#totals(dimension)).get(`${kind} ${key}`) ?? 0
  }

  /** The number of tickets that were open at the end of the period. */
  async backlog(dimension: Dimension = 'all', key = ''): Promise<number> {
    const read = async () => new Map((await open.rows(this.to, dimension)).map((row) => [row.key, row.n]))
    return (await this.#once(`backlog ${dimension}`, read)).get(key) ?? 0
  }

  /** How long the first responses or the resolutions took. */
  async times(
    kind: 'answered' | 'resolved',
    clock: Clock,
    dimension: Dimension = 'all',
    key = '',
  ): Promise<Percentiles> {
    const read = async (): Promise<Times> => {
      const rows = await timed.rows(this.from, this.to, kind, dimension, clock === 'working')
      return new Map(rows.map((row) => [row.key, { p50: row.p50, p90: row.p90 }]))
    }
    return (await this.#once(`times ${kind} ${dimension} ${clock}`, read)).get(key) ?? NOTHING
  }

  /** Each day of the period, with its counts. */
  async perDay(): Promise<{ day: string; count(kind: FactKind): number }[]> {
    const counts = new Map((await this.#counts('all')).map(({ day, kind, n }) => [`${kind} ${day}`, n]))
    return (await this.days()).map((day) => ({
      day,
      count: (kind) => counts.get(`${kind} ${day}`) ?? 0,
    }))
  }

  /** The days of the period in the desk's time zone. */
  async days(): Promise<string[]> {
    return (await days.rows(this.from, this.to)).map(({ day }) => day)
  }

  /** The keys of a dimension under which anything was counted, or is open, with most facts first. */
  async keys(dimension: Dimension): Promise<string[]> {
    const sums = new Map<string, number>()
    for (const { key, n } of await this.#counts(dimension)) sums.set(key, (sums.get(key) ?? 0) + n)
    return [...sums].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([key]) => key)
  }

  /** The period of the same length that ends where this one starts. */
  async previous(): Promise<Figures> {
    return new Figures({ from: (await before.first(this.from, this.to))!.from, to: this.from })
  }

  #counts(dimension: Dimension): Promise<Counted[]> {
    return this.#once(`counts ${dimension}`, () => counted.rows(this.from, this.to, dimension))
  }

  #totals(dimension: Dimension): Promise<ReadonlyMap<string, number>> {
    return this.#once(`totals ${dimension}`, async () => {
      const totals = new Map<string, number>()
      for (const { kind, key, n } of await this.#counts(dimension))
        totals.set(`${kind} ${key}`, (totals.get(`${kind} ${key}`) ?? 0) + n)
      return totals
    })
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const found = this.#read.get(name) ?? read()
    this.#read.set(name, found)
    return found as Promise<T>
  }
}
