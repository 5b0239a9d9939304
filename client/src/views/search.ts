import type { Role } from '../lib/roles.ts'
import type { TicketPriority, TicketStatus, TicketType } from '../tickets/tickets.generated.ts'
import { readPeriod } from './period.ts'

/** The search parameters: the view, its additional filters, the open ticket, and a linked message. */
export type TicketSearch = {
  view?: string
  /** A search of everything, shown instead of the view. */
  q?: string
  /** Words in the subject, or a ticket number. */
  text?: string
  status?: Lowercase<TicketStatus>[]
  priority?: Lowercase<TicketPriority>[]
  type?: Lowercase<TicketType>[]
  role?: Lowercase<Role>[]
  tag?: string[]
  team?: string[]
  /** The requester's global id. */
  requester?: string
  /** Periods (period.ts). */
  created?: string
  updated?: string
  /** "me", or a user's global id. */
  assignee?: string
  unassigned?: true
  /** Waiting for staff. */
  waiting?: true
  unread?: true
  starred?: true
  order?: TicketOrderName
  /** The id of the saved view that the filters came from. */
  saved?: string
  /** "TC-0042". */
  ticket?: string
  /** A message's id. */
  message?: string
  /** Opens the form of a new ticket, which a link may have filled in. */
  new?: true
  shop?: string
  subject?: string
  orderNumber?: string
}

export const STATUSES = ['open', 'in_progress', 'resolved', 'closed'] as const
export const PRIORITIES = ['high', 'medium', 'low'] as const
export const TYPES = ['problem', 'question', 'feature_request'] as const
export const REQUESTER_ROLES = ['buyer', 'seller'] as const
export const ORDERS = ['updated', 'waiting', 'oldest', 'created', 'priority', 'due'] as const
export type TicketOrderName = (typeof ORDERS)[number]

type Raw = Record<string, unknown>

/** Takes the valid search parameters from an address; the rest is dropped. */
export const readTicketSearch = (raw: Raw): TicketSearch => ({
  ...readListSearch(raw),
  ticket: text(raw.ticket),
  message: text(raw.message),
  ...readNewTicket(raw),
})

/** Those that say which tickets are listed. */
export const readListSearch = (raw: Raw): TicketSearch => ({
  view: text(raw.view),
  q: text(raw.q),
  text: text(raw.text),
  status: some(raw.status, STATUSES),
  priority: some(raw.priority, PRIORITIES),
  type: some(raw.type, TYPES),
  role: some(raw.role, REQUESTER_ROLES),
  tag: texts(raw.tag),
  team: texts(raw.team),
  requester: text(raw.requester),
  created: readPeriod(raw.created),
  updated: readPeriod(raw.updated),
  assignee: text(raw.assignee),
  unassigned: flag(raw.unassigned),
  waiting: flag(raw.waiting),
  unread: flag(raw.unread),
  starred: flag(raw.starred),
  order: some(raw.order, ORDERS)?.[0],
  saved: text(raw.saved),
})

/** In the link to a new ticket, `order` is the number of an order, and not how the list is sorted. */
const readNewTicket = (raw: Raw): Partial<TicketSearch> => {
  // A key that was removed may still be there, without a value.
  if (raw.new === undefined || raw.new === 'false') return {}
  const order = text(raw.order)
  const isNumber = order !== undefined && !(ORDERS as readonly string[]).includes(order)
  return {
    new: true,
    shop: text(raw.shop),
    subject: text(raw.subject),
    orderNumber: text(raw.orderNumber) ?? (isNumber ? order : undefined),
  }
}

/** Removes what the link to a new ticket has filled in. */
export const NO_NEW_TICKET = { new: undefined, shop: undefined, subject: undefined, orderNumber: undefined }

/** The filters only, to count and to clear them. */
export const FILTER_KEYS = [
  'text',
  'status',
  'priority',
  'type',
  'role',
  'tag',
  'team',
  'requester',
  'created',
  'updated',
  'assignee',
  'unassigned',
  'waiting',
  'unread',
  'starred',
] as const

/** Removes all filters. */
export const NO_FILTERS = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])) as TicketSearch

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

const texts = (value: unknown): string[] | undefined => {
  const list = (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
  return list.length > 0 ? [...new Set(list)] : undefined
}

const some = <const V extends string>(value: unknown, allowed: readonly V[]): V[] | undefined => {
  const list = texts(value)?.filter((one): one is V => (allowed as readonly string[]).includes(one))
  return list && list.length > 0 ? list : undefined
}

const flag = (value: unknown): true | undefined =>
  value === true || value === 'true' || value === '1' ? true : undefined
