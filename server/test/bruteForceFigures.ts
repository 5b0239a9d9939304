import type { TestApp } from './testApp.ts'

/**
 * The figures of docs/analytics.md computed from the whole log in JavaScript: slow, and independent of the SQL. Days come from Intl.
 */

interface LogEvent {
  ticket: string
  seq: number
  kind: string
  actor: string | null
  audience: string
  data: Record<string, any>
  at: number
}

interface LogTicket {
  id: string
  assignee: string | null
  team: string
  type: string
  tags: string[]
  shop: string | null
  participants: string[]
  status: string
  resolvedAt: number
  events: LogEvent[]
}

/** Something that is counted. */
export interface Fact {
  kind: 'created' | 'answered' | 'resolved' | 'reopened'
  at: number
  agent: string | null
  seconds: number
  working: number
  ticket: LogTicket
}

/** The working week of an agent, in a time zone. */
export type Hours = ReadonlyMap<string, { timeZone: string; from: number; until: number }>

const ended = (status: string | null) => status === 'resolved' || status === 'closed'
const QUARTER_MS = 15 * 60_000

/** Every fact of the desk. */
export async function readFacts(app: TestApp, hours: Hours): Promise<Fact[]> {
  const tickets = new Map(
    (
      await app.sql<LogTicket & Record<string, unknown>>(`
    select id, assignee_id as assignee, team, ticket_type as type, tags, seller_id as shop, participant_ids || former_ids as participants,
      status, extract(epoch from resolved_at)::float8 * 1000 as "resolvedAt"
    from support_tickets`)
    ).map((ticket) => [ticket.id, { ...ticket, events: [] as LogEvent[] }]),
  )
  const events = await app.sql<LogEvent & Record<string, unknown>>(`
    select ticket_id as ticket, seq, kind, actor_id as actor, audience, data, extract(epoch from at)::float8 * 1000 as at
    from ticket_events order by ticket_id, seq`)
  for (const event of events) tickets.get(event.ticket)!.events.push(event)
  return [...tickets.values()].flatMap((ticket) => factsOf(ticket, hours))
}

function factsOf(ticket: LogTicket, hours: Hours): Fact[] {
  const [first] = ticket.events
  if (!first) return []
  const facts: Fact[] = [{ kind: 'created', at: first.at, agent: null, seconds: 0, working: 0, ticket }]
  const add = (kind: Fact['kind'], { at }: LogEvent, agent: string | null, since: number) =>
    facts.push({
      kind,
      at,
      agent,
      seconds: Math.round(Math.max(0, at - since) / 1000),
      working: Math.round(worked(hours, agent, since, at) / 1000),
      ticket,
    })
  // An imported ticket may have ended before its log begins.
  const change = ticket.events.find(({ kind }) => kind === 'status_changed')
  if (ended(change ? change.data['from'] : ticket.status))
    add('resolved', { ...first, at: Math.max(first.at, change ? 0 : ticket.resolvedAt) }, ticket.assignee, first.at)
  let question: number | undefined
  let answered = false
  let assignee = ticket.events.some(({ data }) => 'assigneeId' in data) ? null : ticket.assignee
  for (const event of ticket.events) {
    const { kind, data, audience, actor } = event
    if ('assigneeId' in data) assignee = data['assigneeId']
    if (kind === 'message_added' && audience === 'participants') {
      const byStaff = data['sender'] === 'agent' || data['sender'] === 'admin'
      if (!byStaff) question ??= event.at
      else if (question !== undefined && !answered) {
        answered = true
        add('answered', event, actor, question)
      }
    }
    if (kind === 'status_changed' && ended(data['from']) !== ended(data['to'])) {
      const isStaff = actor !== null && !ticket.participants.includes(actor)
      if (ended(data['to'])) add('resolved', event, isStaff ? actor : assignee, first.at)
      else add('reopened', event, null, event.at)
    }
  }
  return facts
}

/** The working milliseconds of a period, a quarter of an hour at a time: all hours here begin and end with one. */
function worked(hours: Hours, agent: string | null, since: number, until: number): number {
  const week = agent === null ? undefined : hours.get(agent)
  if (!week) return Math.max(0, until - since)
  let sum = 0
  for (let start = Math.floor(since / QUARTER_MS) * QUARTER_MS; start < until; start += QUARTER_MS) {
    const { weekday, hour, minute } = localTime(start, week.timeZone)
    const inHours = weekday <= 5 && hour * 60 + minute >= week.from && hour * 60 + minute < week.until
    if (inHours) sum += Math.min(until, start + QUARTER_MS) - Math.max(since, start)
  }
  return sum
}

const formats = new Map<string, Intl.DateTimeFormat>()
const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

interface LocalTime {
  day: string
  hour: number
  minute: number
  /** 1 is Monday. */
  weekday: number
}

// Formatting is slow, and the same times are asked for again and again.
const known = new Map<string, LocalTime>()

/** The date, hour and weekday at a time. */
export function localTime(at: number, timeZone: string): LocalTime {
  const key = `${at} ${timeZone}`
  const found = known.get(key) ?? computeLocalTime(at, timeZone)
  known.set(key, found)
  return found
}

function computeLocalTime(at: number, timeZone: string): LocalTime {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    })
  formats.set(timeZone, format)
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    hour: Number(parts['hour']),
    minute: Number(parts['minute']),
    weekday: WEEKDAYS.indexOf(parts['weekday']!),
  }
}

/** Median and 90th percentile, interpolated. */
export function percentiles(values: number[]): { p50: number | null; p90: number | null } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => {
    if (sorted.length === 0) return null
    const place = share * (sorted.length - 1)
    const low = sorted[Math.floor(place)]!
    return low + (place % 1) * ((sorted[Math.ceil(place)] ?? low) - low)
  }
  return { p50: at(0.5), p90: at(0.9) }
}
