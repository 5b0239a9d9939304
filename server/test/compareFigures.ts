import { expect } from '@jest/globals'
import { type Fact, localTime, percentiles, readFacts } from './bruteForceFigures.ts'
import { type FiguresDesk, ZONE } from './figuresDesk.ts'
import type { Actor } from './testApp.ts'

const TIMES = `firstResponseSeconds { p50 p90 } resolutionSeconds { p50 p90 }
  workingResponse: firstResponseSeconds(clock: WORKING) { p50 p90 } workingResolution: resolutionSeconds(clock: WORKING) { p50 p90 }`
const TOTALS = `created resolved reopened backlog ${TIMES}`
const ROWS = `key created resolved reopened backlog ${TIMES}`
/** The figures of a period as the API returns them to this person. */
export async function readFigures(
  { app }: Pick<FiguresDesk, 'app'>,
  who: Actor,
  from: number,
  to: number,
): Promise<any> {
  const ask = async (fields: string) => {
    const text = `query ($from: DateTime!, $to: DateTime!) { analytics(from: $from, to: $to) { ${fields} } }`
    const variables = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    const { data, errors } = await app.gql(who, text, variables)
    expect(errors).toBeUndefined()
    return data.analytics
  }
  const figures = await ask(`${TOTALS} previous { from ${TOTALS} } perDay { day created resolved ${TIMES} }`)
  for (const by of Object.keys(KEYS))
    figures[by] = (await ask(`breakdown(by: ${by.toUpperCase()}) { ${ROWS} }`)).breakdown
  return figures
}

const KEYS: Record<string, (fact: Fact) => (string | null)[]> = {
  agent: ({ kind, agent, ticket }) => [kind === 'answered' || kind === 'resolved' ? agent : ticket.assignee],
  team: ({ ticket }) => [ticket.team],
  tag: ({ ticket }) => ticket.tags,
  type: ({ ticket }) => [ticket.type],
  shop: ({ ticket }) => [ticket.shop],
  hour: ({ at }) => {
    const { weekday, hour } = localTime(at, ZONE)
    return [`${weekday}-${hour}`]
  },
}

function figuresOf(facts: Fact[], all: Fact[], to: number) {
  const of = (kind: Fact['kind']) => facts.filter((fact) => fact.kind === kind)
  const sum = (kind: Fact['kind']) => all.filter((fact) => fact.kind === kind && fact.at < to).length
  return {
    created: of('created').length,
    resolved: of('resolved').length,
    reopened: of('reopened').length,
    backlog: sum('created') + sum('reopened') - sum('resolved'),
    ...timesOf(facts),
  }
}

function timesOf(facts: Fact[]) {
  const of = (kind: Fact['kind']) => facts.filter((fact) => fact.kind === kind)
  return {
    firstResponseSeconds: percentiles(of('answered').map(({ seconds }) => seconds)),
    resolutionSeconds: percentiles(of('resolved').map(({ seconds }) => seconds)),
    workingResponse: percentiles(of('answered').map(({ working }) => working)),
    workingResolution: percentiles(of('resolved').map(({ working }) => working)),
  }
}

/** The same by brute force over the log, for who may see it. */
function expected({ shops }: FiguresDesk, everything: Fact[], who: Actor, from: number, to: number) {
  const isOwn = (fact: Fact) =>
    (fact.kind === 'answered' || fact.kind === 'resolved' ? fact.agent : fact.ticket.assignee) === who.id
  const all = everything.filter((fact) => who.role !== 'seller' || fact.ticket.shop === shops[0])
  const open = all.filter((fact) => who.role !== 'agent' || fact.ticket.assignee === who.id)
  const visible = all.filter((fact) => who.role !== 'agent' || isOwn(fact))
  const within = (facts: Fact[], a: number, b: number) => facts.filter(({ at }) => at >= a && at < b)
  const facts = within(visible, from, to)
  const rows = (by: string) => {
    if (who.role === 'seller' && ['agent', 'team', 'tag'].includes(by)) return []
    const keysOf = KEYS[by]!
    const keys = new Set(facts.flatMap(keysOf))
    return [...keys]
      .filter((key) => key !== null)
      .map((key) => {
        const own = facts.filter((fact) => keysOf(fact).includes(key))
        const ofKey = open.filter((fact) =>
          by === 'agent' ? fact.ticket.assignee === key : keysOf(fact).includes(key),
        )
        const figures = figuresOf(own, ofKey, to)
        return { key, ...figures, backlog: by === 'hour' ? null : figures.backlog }
      })
  }
  return { facts, all, open, visible, within, rows }
}

/** Compares every figure of a period with the same computed from the log, or from the facts that were found in it. Returns the API's. */
export async function compareFigures(
  desk: FiguresDesk,
  who: Actor,
  [from, to]: [number, number],
  everything?: Fact[],
): Promise<any> {
  const got = await readFigures(desk, who, from, to)
  const { facts, open, visible, within, rows } = expected(
    desk,
    everything ?? (await readFacts(desk.app, desk.hours)),
    who,
    from,
    to,
  )
  expect(got).toMatchObject(close(figuresOf(facts, open, to)))
  const before = Date.parse(got.previous.from)
  expect(got.previous).toMatchObject(close(figuresOf(within(visible, before, from), open, from)))
  for (const { day, created, resolved, ...times } of got.perDay) {
    const ofDay = facts.filter(({ at }) => localTime(at, ZONE).day === day)
    const n = (kind: Fact['kind']) => ofDay.filter((fact) => fact.kind === kind).length
    expect({ day, created, resolved }).toEqual({ day, created: n('created'), resolved: n('resolved') })
    expect(times).toEqual(close(timesOf(ofDay)))
  }
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
  for (const by of Object.keys(KEYS)) {
    const shown = got[by].filter(
      (row: any) => row.created + row.resolved + row.reopened > 0 || row.firstResponseSeconds.p50,
    )
    expect([by, shown.toSorted(byKey)]).toEqual([
      by,
      rows(by)
        .toSorted(byKey)
        .map((row) => close(row))
        .filter(hasCounts),
    ])
  }
  return got
}

const hasCounts = (row: any) => row.created + row.resolved + row.reopened > 0 || row.firstResponseSeconds.p50

/** Percentiles are interpolated in another order. */
function close<T extends object>(figures: T): any {
  const of = (value: unknown): unknown => {
    if (typeof value === 'number' && !Number.isInteger(value)) return expect.closeTo(value, 4)
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, of(one)]))
      : value
  }
  return of(figures)
}
