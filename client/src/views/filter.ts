import { contains } from '../lib/searchKey.ts'
import { isWithin, toPeriod } from './period.ts'
import type { TicketSearch } from './search.ts'
import type { TicketFilter, TicketOrder, TicketRowFragment } from '../tickets/tickets.generated.ts'

const upper = <V extends string>(values: V[] | undefined): Uppercase<V>[] | undefined =>
  values?.map((value) => value.toUpperCase() as Uppercase<V>)

/**
 * The view's filter with the chosen filters of the user (`viewerId`). Undefined keys are omitted, because they are part
 * of the cache's key.
 */
export const toFilter = (view: TicketFilter, search: TicketSearch, viewerId: string): TicketFilter => {
  const chosen: TicketFilter = {
    ...view,
    status: upper(search.status) ?? view.status,
    priority: upper(search.priority),
    type: upper(search.type),
    requesterRole: upper(search.role),
    tags: search.tag,
    team: search.team,
    requesterId: search.requester ?? view.requesterId,
    created: toPeriod(search.created),
    updated: toPeriod(search.updated),
    assigneeId: search.assignee === 'me' ? viewerId : (search.assignee ?? view.assigneeId),
    unassigned: search.unassigned ?? view.unassigned,
    waitingOn: search.waiting ? 'STAFF' : view.waitingOn,
    unread: search.unread,
    starred: search.starred ?? view.starred,
    text: search.text,
  }
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
}

/** The order as an API argument. */
export const toOrder = (name: TicketSearch['order']): TicketOrder =>
  (
    {
      updated: { field: 'UPDATED_AT', direction: 'DESC' },
      waiting: { field: 'WAITING', direction: 'ASC' },
      oldest: { field: 'UPDATED_AT', direction: 'ASC' },
      created: { field: 'CREATED_AT', direction: 'DESC' },
      priority: { field: 'PRIORITY', direction: 'DESC' },
      due: { field: 'DUE_AT', direction: 'ASC' },
    } as const
  )[name ?? 'updated']

type Facts = TicketRowFragment

/** Whether a ticket matches a filter: the same rule as the server's SQL, for live changes. */
export const matches = (filter: TicketFilter | null | undefined, ticket: Facts): boolean => {
  if (!filter) return true
  const among = <V>(allowed: V[] | null | undefined, value: V): boolean => !allowed || allowed.includes(value)
  const same = <V>(wanted: V | null | undefined, value: V): boolean =>
    wanted === undefined || wanted === null || wanted === value
  return (
    among(filter.status, ticket.status) &&
    among(filter.priority, ticket.priority) &&
    among(filter.type, ticket.type) &&
    among(filter.requesterRole, ticket.requester.role) &&
    among(filter.team, ticket.team) &&
    (!filter.tags || filter.tags.every((tag) => ticket.tags.includes(tag))) &&
    same(filter.assigneeId, ticket.assignee?.id) &&
    same(filter.requesterId, ticket.requester.id) &&
    same(filter.sellerId, ticket.seller?.id) &&
    same(filter.unassigned, !ticket.assignee) &&
    same(filter.escalated, ticket.escalatedAt !== null) &&
    same(filter.starred, ticket.isStarred) &&
    same(filter.unread, ticket.unreadCount > 0) &&
    same(filter.waitingOn, ticket.waitingOn) &&
    same(filter.waitingOnViewer, ticket.waitingOn === ticket.viewerSide) &&
    isWithin(filter.created, ticket.createdAt) &&
    isWithin(filter.updated, ticket.updatedAt) &&
    same(filter.addressedTo, ticket.addressedTo) &&
    same(filter.shopAssigneeId, ticket.shopAssignee?.id) &&
    hasText(filter.text, ticket)
  )
}

/** The text within the subject, or the whole number: `12`, `tc-12` and `TC-0012` all name TC-0012. */
const hasText = (text: string | null | undefined, { subject, number }: Facts): boolean => {
  const wanted = text?.trim()
  if (!wanted) return true
  const digits = /^(?:tc-?)?0*(\d+)$/i.exec(wanted)?.[1]
  return contains(subject, wanted) || Number(number.slice(3)) === Number(digits)
}

const RANK = { LOW: 0, MEDIUM: 1, HIGH: 2 }

/** Compares two tickets: negative if `a` comes first. */
export const compare = (order: TicketOrder | null | undefined, a: SortKeys, b: SortKeys): number => {
  const sign = order?.direction === 'ASC' ? 1 : -1
  const byTime = (x: string, y: string) => new Date(x).getTime() - new Date(y).getTime()
  if (order?.field === 'WAITING') return sign * (waitingFrom(a) - waitingFrom(b) || 0)
  if (order?.field === 'DUE_AT') return sign * (dueFrom(a) - dueFrom(b) || 0)
  if (order?.field === 'CREATED_AT') return sign * byTime(a.createdAt, b.createdAt)
  if (order?.field === 'PRIORITY' && a.priority !== b.priority) return sign * (RANK[a.priority] - RANK[b.priority])
  return sign * byTime(a.updatedAt, b.updatedAt)
}

/** When the wait for staff began; tickets that do not wait come last. */
const waitingFrom = ({ waitingOn, waitingSince }: SortKeys): number =>
  waitingOn === 'STAFF' && waitingSince ? new Date(waitingSince).getTime() : Infinity

/** When it is due; tickets without a deadline come last. */
const dueFrom = ({ dueAt }: SortKeys): number => (dueAt ? new Date(dueAt).getTime() : Infinity)

export type SortKeys = Pick<Facts, 'createdAt' | 'updatedAt' | 'priority' | 'waitingOn' | 'waitingSince' | 'dueAt'>
