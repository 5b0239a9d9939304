import type { AudienceScope } from '../log/audienceScope.ts'
import { isUuid } from '../platform/database/identity.ts'
import type { Page } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { type Parameters, STARRED, unreadSql } from './filter.ts'

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
 * SQL that counts the tickets that match `where` for the rail, in one pass. "Mine" means assigned for staff, and requested for requesters.
 */
export function countsSql(where: string, scope: AudienceScope): string {
  const mine = scope.name === 'staff' ? 'assignee_id' : 'requester_id'
  return `SELECT count(*)::int AS total,
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
}
