import type { AudienceScope } from '../log/audienceScope.ts'
import { isUuid } from '../platform/database/identity.ts'
import type { Page } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { AMONG_STARRED, JOIN_MARKERS, type Parameters, UNASSIGNED, unreadJoinedSql } from './filter.ts'
import { IS_KEPT, KEPT_MINE, KEPT_TICKETS } from './keptCounts.ts'
import { type KnownUnread, unreadFactsSql } from './unreadUpTo100.ts'

/** The order of a list of tickets. */
export interface Order {
  field: 'UPDATED_AT' | 'CREATED_AT' | 'PRIORITY' | 'WAITING' | 'DUE_AT'
  direction: 'ASC' | 'DESC'
}

/**
 * SQL for a page of the tickets that match `where`, and one more: all their columns, the `order_key` and the `position` in the order in which they are
 * read. Throws BAD_USER_INPUT for a cursor of another list.
 */
export function listSource(
  where: string,
  order: Order,
  page: Page,
  scope: AudienceScope,
  parameters: Parameters,
): string {
  const conditions = [where]
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
  return `SELECT t.*, (${by})::text AS order_key, row_number() OVER (ORDER BY ${by} ${direction}, t.id ${direction}) AS position
    FROM support_tickets t WHERE ${conditions.join(' AND ')} ORDER BY ${by} ${direction}, t.id ${direction} LIMIT ${page.limit + 1}`
}

/** For staff, it must be identical to the index "support_tickets_waiting_longest". */
const waiting = ({ waitingOn, waitingSince }: AudienceScope) =>
  `CASE WHEN ${waitingOn('t')} = 'staff' THEN ${waitingSince('t')} ELSE 'infinity' END`

/** Must be identical to the index "support_tickets_disputes". */
const DUE = `coalesce(t.due_at, 'infinity')`

/** What a list is ordered by, before the id. */
export function orderKey({ field }: Order, scope: AudienceScope): { key: string; type: string } {
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

/**
 * SQL that counts the tickets that match `where` for the rail; what is not selected of it costs nothing. "Mine" means assigned for staff, and requested
 * for requesters. Staff get those of the whole desk from the kept counts (docs/decisions/083), unless the desk is private.
 * Of unread tickets, it returns UnreadFacts; `known` is what is remembered of them.
 */
export function countsSql(where: string, scope: AudienceScope, known: KnownUnread | null): string {
  const mine = `t.${scope.name === 'staff' ? 'assignee_id' : 'requester_id'} = (SELECT viewer_id())`
  if (scope.name !== 'staff' || where !== 'true') {
    const unread = unreadJoinedSql(scope)
    return `SELECT ${counted('count(*)', { ...scanned(scope), unread, starred: AMONG_STARRED, mine })},
      to_json(least(count(*) FILTER (WHERE ${unread}), 100)) AS unread_up_to_100 FROM support_tickets t ${JOIN_MARKERS} WHERE ${where}`
  }
  // What is not needed is outside the query that counts: within, PostgreSQL would start the processes that help it to count before it finds that out.
  const own = (from: string, condition: string) =>
    `(SELECT count(*)::int FROM support_tickets t ${from} WHERE ${condition})`
  return `SELECT c.*, ${own(JOIN_MARKERS, unreadJoinedSql(scope))} AS unread,
      ${unreadFactsSql(scope, known)} AS unread_up_to_100,
      CASE WHEN ${IS_KEPT} THEN ${OWN_STARS} ELSE ${own('', AMONG_STARRED)} END AS starred,
      CASE WHEN ${IS_KEPT} THEN ${KEPT_MINE} ELSE ${own('', mine)} END AS mine
    FROM (SELECT k.* FROM (${KEPT_COUNTS}) k WHERE ${IS_KEPT}
      UNION ALL SELECT s.* FROM (SELECT ${counted('count(*)', scanned(scope))} FROM support_tickets t) s WHERE NOT ${IS_KEPT}) c`
}

/** Row-level security hides stars of tickets that do not exist for the viewer: where all do, the tickets need not be looked up. */
const OWN_STARS = '(SELECT count(*)::int FROM ticket_stars s WHERE s.user_id = (SELECT viewer_id()))'

const counted = (counter: string, conditions: Record<string, string>): string =>
  Object.entries(conditions)
    .map(([name, condition]) => `coalesce(${counter} FILTER (WHERE ${condition}), 0)::int AS ${name}`)
    .join(', ')

const STATUSES = {
  total: 'true',
  open: `status = 'open'`,
  in_progress: `status = 'in_progress'`,
  resolved: `status = 'resolved'`,
  closed: `status = 'closed'`,
}
const UNDONE = `status IN ('open', 'in_progress')`

const KEPT_COUNTS = `SELECT ${counted('sum(tickets)', {
  ...STATUSES,
  unassigned: `is_unassigned AND ${UNDONE}`,
  waiting_on_requester: `waiting_on = 'requester'`,
  waiting_on_staff: `waiting_on = 'staff'`,
  waiting_on_shop: `waiting_on = 'shop'`,
  waiting_on_viewer: `waiting_on = 'staff'`,
  disputed: `is_escalated AND ${UNDONE}`,
})} FROM (${KEPT_TICKETS}) t`

const scanned = (scope: AudienceScope): Record<string, string> => ({
  ...STATUSES,
  unassigned: `${UNASSIGNED} AND ${UNDONE}`,
  waiting_on_requester: `${scope.waitingOn('t')} = 'requester'`,
  waiting_on_staff: `${scope.waitingOn('t')} = 'staff'`,
  waiting_on_shop: `${scope.waitingOn('t')} = 'shop'`,
  waiting_on_viewer: `${scope.waitingOn('t')}::text = ${scope.side('t')}`,
  disputed: `escalated_at IS NOT NULL AND ${UNDONE}`,
})
