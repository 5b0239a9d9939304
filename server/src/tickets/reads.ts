import { perAudienceScope, audienceScopeOf } from '../log/audienceScope.ts'
import { formatLogPosition, logHorizon } from '../live/log.ts'
import { isUuid } from '../platform/database/identity.ts'
import { BY_NAME } from '../platform/database/collation.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { type Filter, filterSql, Parameters } from './filter.ts'
import { IS_KEPT, KEPT_TAGS, totalSql } from './keptCounts.ts'
import { countsSql, listSource, type Order, orderKey } from './listSql.ts'
import { knownUnread, type UnreadFacts, unreadOf } from './unreadUpTo100.ts'
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

/** One page of the tickets that the current identity may see and that match the filter. */
export async function listTickets(filter: Filter, order: Order, page: Page): Promise<TicketPage> {
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const where = filterSql(filter, scope, parameters)
  if (parameters.values.length > 0) await planForValues()
  const source = listSource(where, order, page, scope, parameters)
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

/** The number of tickets that match the filter. */
export async function countTickets(filter: Filter): Promise<number> {
  const parameters = new Parameters()
  const scope = audienceScopeOf(currentOperation().identity)
  const where = filterSql(filter, scope, parameters)
  if (parameters.values.length > 0) await planForValues()
  const row = await statement<{ count: number }>(`SELECT ${totalSql(filter, where, scope)} AS count`).first(
    ...parameters.values,
  )
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
  unread_up_to_100: number
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

type Facts = Omit<Counts, 'unread_up_to_100'> & { unread_up_to_100: UnreadFacts }

/**
 * Counts the matching tickets for the rail. "Mine" means assigned for staff, and requested for requesters.
 */
export async function countByView(filter: Filter): Promise<Counts> {
  const scope = audienceScopeOf(currentOperation().identity)
  const parameters = new Parameters()
  const where = filterSql(filter, scope, parameters)
  if (parameters.values.length > 0) await planForValues()
  const known = where === 'true' ? knownUnread(parameters) : null
  const counts = statement<Facts & Record<string, unknown>>(countsSql(where, scope, known))
  const { unread_up_to_100, ...others } = (await counts.first(...parameters.values))!
  return { ...others, unread_up_to_100: unreadOf(unread_up_to_100) } as Counts
}

const TAGS = 'FROM support_tickets t, unnest(t.tags) AS tag WHERE search_key(tag) LIKE search_pattern($1)'
const IN_ORDER = `ORDER BY count DESC, tag ${BY_NAME} LIMIT $2 OFFSET $3`
type TagInUse = { tag: string; count: number }
const tagsInUse = statement<TagInUse>(`SELECT tag, count(*)::int AS count ${TAGS} GROUP BY tag ${IN_ORDER}`)
const tagsOfDesk = statement<TagInUse>(`
  SELECT * FROM (
    SELECT tag, sum(tickets)::int AS count FROM (${KEPT_TAGS}) k WHERE ${IS_KEPT} AND search_key(tag) LIKE search_pattern($1)
    GROUP BY tag HAVING sum(tickets) > 0
    UNION ALL SELECT c.* FROM (SELECT tag, count(*)::int ${TAGS} GROUP BY tag) c WHERE NOT ${IS_KEPT}) AS used ${IN_ORDER}`)

/**
 * Tags of the tickets that the current identity may see, most used first; only those that contain `text`, after the first
 * `offset`. Staff get them from the kept counts, as in countsSql().
 */
export function readTagsInUse(text: string, limit: number, offset: number): Promise<TagInUse[]> {
  const { name } = audienceScopeOf(currentOperation().identity)
  return (name === 'staff' ? tagsOfDesk : tagsInUse).rows(text, limit, offset)
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
