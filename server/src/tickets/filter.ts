import type {
  TicketRecipient,
  TicketPriority,
  TicketStatus,
  TicketType,
  UserRole,
  WaitingOn,
} from '../generated/prisma/client.ts'
import type { AudienceScope } from '../log/audienceScope.ts'
import { type Period, periodSql } from './period.ts'
import { countedSql } from './ticket.ts'
import { searchedText } from '../platform/text.ts'
import { RequestError } from '../platform/userError.ts'

/** A ticket filter; omitted fields match everything. Ids are UUIDs, or null for an id that matches nothing. */
export interface Filter {
  status?: TicketStatus[] | null
  priority?: TicketPriority[] | null
  type?: TicketType[] | null
  tags?: string[] | null
  assigneeId?: string | null
  unassigned?: boolean | null
  /** Assigned to the viewer; for requesters, opened by them. */
  mine?: boolean | null
  requesterId?: string | null
  sellerId?: string | null
  /** Who of the shop handles it; only the shop and staff know. */
  shopAssigneeId?: string | null
  starred?: boolean | null
  unread?: boolean | null
  requesterRole?: UserRole[] | null
  waitingOn?: WaitingOn | null
  /** Waiting for the viewer's side. */
  waitingOnViewer?: boolean | null
  addressedTo?: TicketRecipient | null
  /** Whether the platform was asked to step in. */
  escalated?: boolean | null
  team?: string[] | null
  /** When it was created, and when it last changed as the viewer sees it. */
  created?: Period | null
  updated?: Period | null
  text?: string | null
}

/** Collects a statement's parameters while its text is built. */
export class Parameters {
  readonly values: unknown[] = []

  /** Adds a value; returns its placeholder, `$1` and so on. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`
  }
}

const TEXT_MAX = 200
const LIST_MAX = 100
/** Replaces an invalid id: matches no ticket. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

/** The filter as SQL conditions on support_tickets `t`; `true` if it is empty. Throws BAD_USER_INPUT. */
export function filterSql(filter: Filter, scope: AudienceScope, parameters: Parameters): string {
  const conditions: string[] = []
  const oneOf = (column: string, values: string[] | null | undefined, type: string) => {
    if (values == null) return
    checkList(values)
    conditions.push(`t.${column} = ANY (${parameters.add(values)}::${type}[])`)
  }
  const either = (wanted: boolean | null | undefined, condition: string) => {
    if (wanted != null) conditions.push(wanted ? condition : `NOT (${condition})`)
  }
  const oneOfFew = (column: string, values: string[] | null | undefined) => {
    if (values == null) return
    checkList(values)
    conditions.push(values.length > 0 ? `t.${column} IN (${literals(values)})` : 'false')
  }
  oneOfFew('status', filter.status)
  oneOfFew('priority', filter.priority)
  oneOfFew('ticket_type', filter.type)
  oneOfFew('requester_role', filter.requesterRole)
  oneOf('team', filter.team, 'text')
  if (filter.tags != null) {
    checkList(filter.tags)
    conditions.push(`t.tags @> ${parameters.add(filter.tags)}::text[]`)
  }
  for (const [key, column] of [
    ['assigneeId', 'assignee_id'],
    ['requesterId', 'requester_id'],
    ['sellerId', 'seller_id'],
    ['shopAssigneeId', 'shop_assignee_id'],
  ] as const) {
    if (filter[key] != null) conditions.push(`t.${column} = ${parameters.add(filter[key] || NOTHING)}::uuid`)
  }
  // The requester's side does not know who of the shop handles a ticket.
  if (filter.shopAssigneeId != null && scope.name !== 'staff') conditions.push(scope.isOfShop('t'))
  if (filter.waitingOn != null) conditions.push(`${scope.waitingOn('t')} = ${literals([filter.waitingOn])}`)
  either(
    filter.waitingOnViewer,
    scope.name === 'staff'
      ? `t.waiting_on IS NOT DISTINCT FROM 'staff'`
      : `${scope.waitingOn('t')}::text IS NOT DISTINCT FROM ${scope.side('t')}`,
  )
  if (filter.addressedTo != null) conditions.push(`t.addressed_to = ${literals([filter.addressedTo])}`)
  either(
    filter.mine,
    `t.${scope.name === 'staff' ? 'assignee_id' : 'requester_id'} IS NOT DISTINCT FROM (SELECT viewer_id())`,
  )
  if (filter.unassigned != null) conditions.push(filter.unassigned ? UNASSIGNED : 't.assignee_id IS NOT NULL')
  either(filter.escalated, 't.escalated_at IS NOT NULL')
  either(filter.starred, AMONG_STARRED)
  either(filter.unread, unreadSql(scope))
  if (filter.created) conditions.push(...periodSql('t.created_at', filter.created, parameters))
  if (filter.updated) conditions.push(...periodSql(scope.updatedAt('t'), filter.updated, parameters))
  if (filter.text?.trim()) conditions.push(textSql(filter.text, parameters))
  return conditions.join(' AND ') || 'true'
}

/** "Ticket t is the platform's and has no assignee." */
export const UNASSIGNED = 't.assignee_id IS NULL AND is_for_staff(t.addressed_to, t.escalated_at)'

/** "The viewer has starred ticket `t`." */
export const starredSql = (t: string): string =>
  `EXISTS (SELECT 1 FROM ticket_stars s WHERE s.ticket_id = ${t}.id AND s.user_id = (SELECT viewer_id()))`

/** The same of ticket t, for many tickets: the viewer's stars are read once. */
export const AMONG_STARRED = 't.id IN (SELECT s.ticket_id FROM ticket_stars s WHERE s.user_id = (SELECT viewer_id()))'

const MARKER_OF_VIEWER = 'm.ticket_id = t.id AND m.user_id = (SELECT viewer_id())'

/** "Ticket t has messages that the viewer has not read." */
export function unreadSql(scope: AudienceScope): string {
  return unreadBy(scope, `(SELECT m.${scope.readMessages} FROM read_markers m WHERE ${MARKER_OF_VIEWER})`)
}

/** The same for many tickets, of which JOIN_MARKERS joins the viewer's read markers. */
export function unreadJoinedSql(scope: AudienceScope): string {
  return unreadBy(scope, `m.${scope.readMessages}`)
}

/** PostgreSQL leaves it out where nothing of it is selected. */
export const JOIN_MARKERS = `LEFT JOIN read_markers m ON ${MARKER_OF_VIEWER}`

const unreadBy = (scope: AudienceScope, read: string): string =>
  `${scope.messageCount('t')} > ${countedSql(scope, `coalesce(${read}, 0)`)}`

function textSql(text: string, parameters: Parameters): string {
  const words = searchedText(text, TEXT_MAX)
  const wanted = parameters.add(words)
  const number = parameters.add(numberOf(words))
  return `(search_key(t.subject) LIKE search_pattern(${wanted}) OR t.ticket_number = ${number})`
}

/** `12`, `tc-12` and `TC-0012` all refer to TC-0012. */
function numberOf(text: string): string {
  const digits = /^(?:tc-?)?0*(\d{1,18})$/i.exec(text)?.[1]
  return digits ? `TC-${digits.padStart(4, '0')}` : text.toUpperCase()
}

/**
 * Values of an enum as SQL: they stand in the text, so that PostgreSQL plans a list once for each, and knows then how many tickets match. In a fixed
 * order, so that there are few texts.
 */
export function literals(values: readonly string[]): string {
  const all = [...new Set(values)].sort()
  for (const value of all)
    if (!/^[a-z_]+$/.test(value)) throw new RequestError('BAD_USER_INPUT', 'A value of the filter is invalid.')
  return all.map((value) => `'${value}'`).join(', ')
}

function checkList(values: string[]): void {
  if (values.length > LIST_MAX)
    throw new RequestError('BAD_USER_INPUT', `A filter can have at most ${LIST_MAX} values.`)
  for (const value of values) searchedText(value, TEXT_MAX)
}
