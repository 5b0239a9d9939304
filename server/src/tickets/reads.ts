import { type AudienceScope, perAudienceScope, audienceScopeOf } from '../log/audienceScope.ts'
import { formatLogPosition, logHorizon } from '../live/log.ts'
import { isUuid } from '../platform/database/identity.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { type Filter, filterSql, Parameters, STARRED, unreadSql } from './filter.ts'
import { type TicketJson, type TicketRow, ticketFrom, ticketsSql } from './ticket.ts'

type JsonRow = { ticket: TicketJson }

/** A page of tickets, and the position of the inbox feed in the snapshot that it was read from. */
interface TicketPage extends PageResult<TicketRow> {
  position: string
}

const byId = perAudienceScope((scope) =>
  statement<JsonRow>(
    ticketsSql(scope, `SELECT t.*, '' AS order_key, 1 AS position FROM support_tickets t WHERE t.id = $1`),
  ),
)

const byIds = perAudienceScope((scope) =>
  statement<JsonRow>(
    ticketsSql(
      scope,
      `SELECT t.*, '' AS order_key, wanted.position FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position) JOIN support_tickets t USING (id)`,
    ),
  ),
)

/** The tickets with these ids, in the same order; null for those that the current identity cannot see. */
export async function readTickets(ids: readonly string[]): Promise<(TicketRow | null)[]> {
  const rows = await byIds(currentOperation().identity).rows(ids.filter(isUuid))
  const found = new Map(rows.map(({ ticket }) => [ticket.id, ticketFrom(ticket)]))
  return ids.map((id) => found.get(id) ?? null)
}

/** One ticket, or null. */
export async function readTicket(id: string): Promise<TicketRow | null> {
  const row = isUuid(id) ? await byId(currentOperation().identity).first(id) : undefined
  return row ? ticketFrom(row.ticket) : null
}

const idByNumber = statement<{ id: string }>('SELECT id FROM support_tickets WHERE ticket_number = $1')

/** The id of the ticket with this number, or null. */
export async function findTicketId(number: string): Promise<string | null> {
  return (await idByNumber.first(number.toUpperCase()))?.id ?? null
}

/** The order of a list of tickets. */
export interface Order {
  field: 'UPDATED_AT' | 'CREATED_AT' | 'PRIORITY' | 'WAITING' | 'DUE_AT'
  direction: 'ASC' | 'DESC'
}

/** One page of the tickets that the current identity may see and that match the filter. */
export async function listTickets(filter: Filter, order: Order, page: Page): Promise<TicketPage> {
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const conditions = [filterSql(filter, scope, parameters)]
  if (parameters.values.length > 0) await planForValues()
  const { key: by, type } = orderKey(order, scope)
  const forward = page.fromEnd ? 'ASC' : 'DESC'
  const backward = page.fromEnd ? 'DESC' : 'ASC'
  const direction = order.direction === 'DESC' ? forward : backward
  const beyond = (cursor: string[] | null, comparison: '<' | '>') => {
    if (!cursor) return
    const [key, id] = cursor as [string, string]
    if (!isUuid(id) || !isOrderKey(key, order))
      throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
    conditions.push(`(${by}, t.id) ${comparison} (${parameters.add(key)}::${type}, ${parameters.add(id)}::uuid)`)
  }
  beyond(page.after, order.direction === 'DESC' ? '<' : '>')
  beyond(page.before, order.direction === 'DESC' ? '>' : '<')
  const source = `SELECT t.*, (${by})::text AS order_key, row_number() OVER (ORDER BY ${by} ${direction}, t.id ${direction}) AS position
    FROM support_tickets t WHERE ${conditions.join(' AND ')} ORDER BY ${by} ${direction}, t.id ${direction} LIMIT ${page.limit + 1}`
  const rows = await statement<JsonRow>(ticketsSql(scope, source)).rows(...parameters.values)
  const result = pageResult(
    rows.map(({ ticket }) => ticketFrom(ticket)),
    page,
  )
  const horizon = rows[0] ? { txid: BigInt(rows[0].ticket.horizon), id: 0n } : await logHorizon()
  return { ...result, position: formatLogPosition(horizon) }
}

/**
 * The cursor before a position of a list; null for the first position, and the last ticket's cursor beyond the end. Reads
 * only the order's index if the filter allows it, so that the middle of a long list is as fast to reach as its start.
 */
export async function cursorAt(
  filter: Filter,
  order: Order,
  position: number,
): Promise<{ key: string; id: string } | null> {
  if (position === 0) return null
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const where = filterSql(filter, scope, parameters)
  await planForValues()
  const { key } = orderKey(order, scope)
  const { direction } = order
  const text = `SELECT (${key})::text AS key, t.id FROM support_tickets t WHERE ${where}
    ORDER BY ${key} ${direction}, t.id ${direction} OFFSET ${parameters.add(position - 1)}::int LIMIT 1`
  return (await statement<{ key: string; id: string }>(text).first(...parameters.values)) ?? null
}

/** For staff, it must be identical to the index "support_tickets_waiting_longest". */
const waiting = ({ waitingOn, waitingSince }: AudienceScope) =>
  `CASE WHEN ${waitingOn('t')} = 'staff' THEN ${waitingSince('t')} ELSE 'infinity' END`

/** Must be identical to the index "support_tickets_disputes". */
const DUE = `coalesce(t.due_at, 'infinity')`

function orderKey({ field }: Order, scope: AudienceScope): { key: string; type: string } {
  if (field === 'PRIORITY') return { key: 't.priority', type: 'ticket_priority' }
  if (field === 'DUE_AT') return { key: DUE, type: 'timestamptz' }
  if (field === 'WAITING') return { key: waiting(scope), type: 'timestamptz' }
  return { key: field === 'CREATED_AT' ? 't.created_at' : scope.updatedAt('t'), type: 'timestamptz' }
}

function isOrderKey(key: string, { field }: Order): boolean {
  if ((field === 'WAITING' || field === 'DUE_AT') && key === 'infinity') return true
  return field === 'PRIORITY'
    ? ['low', 'medium', 'high'].includes(key)
    : /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:?\d\d)?$/.test(key)
}

/** The number of tickets that match the filter. */
export async function countTickets(filter: Filter): Promise<number> {
  const parameters = new Parameters()
  const where = filterSql(filter, audienceScopeOf(currentOperation().identity), parameters)
  if (parameters.values.length > 0) await planForValues()
  const row = await statement<{ count: number }>(
    `SELECT count(*)::int AS count FROM support_tickets t WHERE ${where}`,
  ).first(...parameters.values)
  return row!.count
}

/** Counts for the views in the rail. */
export interface Counts {
  total: number
  open: number
  in_progress: number
  resolved: number
  closed: number
  unread: number
  starred: number
  mine: number
  unassigned: number
  waiting_on_requester: number
  waiting_on_staff: number
  waiting_on_shop: number
  waiting_on_viewer: number
  /** Escalated, and neither resolved nor closed. */
  disputed: number
}

/**
 * Counts the matching tickets for the rail, in one pass. "Mine" means assigned for staff, and requested for requesters.
 */
export async function countByView(filter: Filter): Promise<Counts> {
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const where = filterSql(filter, scope, parameters)
  if (parameters.values.length > 0) await planForValues()
  const mine = scope.name === 'staff' ? 'assignee_id' : 'requester_id'
  const text = `SELECT count(*)::int AS total,
      count(*) FILTER (WHERE status = 'open')::int AS open, count(*) FILTER (WHERE status = 'in_progress')::int AS in_progress,
      count(*) FILTER (WHERE status = 'resolved')::int AS resolved, count(*) FILTER (WHERE status = 'closed')::int AS closed,
      count(*) FILTER (WHERE ${unreadSql(scope)})::int AS unread, count(*) FILTER (WHERE ${STARRED})::int AS starred,
      count(*) FILTER (WHERE t.${mine} = (SELECT viewer_id()))::int AS mine,
      count(*) FILTER (WHERE assignee_id IS NULL AND status IN ('open', 'in_progress') AND is_for_staff(addressed_to, escalated_at))::int AS unassigned,
      count(*) FILTER (WHERE ${scope.waitingOn('t')} = 'requester')::int AS waiting_on_requester,
      count(*) FILTER (WHERE ${scope.waitingOn('t')} = 'staff')::int AS waiting_on_staff,
      count(*) FILTER (WHERE ${scope.waitingOn('t')} = 'shop')::int AS waiting_on_shop,
      count(*) FILTER (WHERE ${scope.waitingOn('t')}::text = ${scope.side('t')})::int AS waiting_on_viewer,
      count(*) FILTER (WHERE escalated_at IS NOT NULL AND status IN ('open', 'in_progress'))::int AS disputed
    FROM support_tickets t WHERE ${where}`
  return (await statement<Counts & Record<string, number>>(text).first(...parameters.values))!
}

const tagsInUse = statement<{ tag: string; count: number }>(`
  SELECT tag, count(*)::int AS count FROM support_tickets t, unnest(t.tags) AS tag
  WHERE search_key(tag) LIKE search_pattern($1) GROUP BY tag ORDER BY count DESC, tag ${BY_NAME} LIMIT $2 OFFSET $3`)

/**
 * Tags of the tickets that the current identity may see, most used first; only those that contain `text`, after the first
 * `offset`.
 */
export function readTagsInUse(text: string, limit: number, offset: number): Promise<{ tag: string; count: number }[]> {
  return tagsInUse.rows(text, limit, offset)
}

/** The tickets with these ids that match the filter, in no particular order. */
export async function readMatching(ids: readonly string[], filter: Filter): Promise<TicketRow[]> {
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const wanted = parameters.add(ids)
  const source = `SELECT t.*, '' AS order_key, 0 AS position FROM support_tickets t WHERE t.id = ANY (${wanted}::uuid[]) AND ${filterSql(filter, scope, parameters)}`
  const rows = await statement<JsonRow>(ticketsSql(scope, source)).rows(...parameters.values)
  return rows.map(({ ticket }) => ticketFrom(ticket))
}
