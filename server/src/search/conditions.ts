import type { SearchKind, TicketStatus } from '../generated/prisma/client.ts'
import type { AudienceScope } from '../log/audienceScope.ts'
import { type Filter, filterSql, type Parameters } from '../tickets/filter.ts'
import type { FilterWord } from './parseQuery.ts'

/** The filters of a query as SQL. */
interface Conditions {
  /** A condition on support_tickets `t`; null if there is none. */
  ticket: string | null
  /** The kinds of documents to search; null for all. */
  kinds: SearchKind[] | null
  /** A condition on the time `at`. */
  time: string
}

const KINDS: Record<string, SearchKind[]> = {
  subject: ['ticket'],
  messages: ['message'],
  notes: ['note', 'ticket_notes'],
}
const STATUSES: TicketStatus[] = ['open', 'in_progress', 'resolved', 'closed']
/** The states other than statuses, as the filter of `tickets` has them. */
const STATES: Record<string, (wanted: boolean) => Filter> = {
  unread: (wanted) => ({ unread: wanted }),
  read: (wanted) => ({ unread: !wanted }),
  starred: (wanted) => ({ starred: wanted }),
  mine: (wanted) => ({ mine: wanted }),
  unassigned: (wanted) => ({ unassigned: wanted }),
  assigned: (wanted) => ({ unassigned: !wanted }),
}

/** The conditions of a query's filters, all of which must hold; of several statuses or kinds, one. */
export function conditionsOf(filters: readonly FilterWord[], scope: AudienceScope, parameters: Parameters): Conditions {
  const of = (...keys: FilterWord['key'][]) => filters.filter(({ key }) => keys.includes(key))
  const ticket = [
    ...statesOf(of('is')).map((filter) => filterSql(filter, scope, parameters)),
    ...of('tag', 'from', 'assignee').map((word) => not(word, onTicket(word, scope, parameters))),
  ]
  return {
    ticket: ticket.length > 0 ? ticket.join(' AND ') : null,
    kinds: kindsOf(of('in')),
    time: of('before', 'after')
      .map((word) => not(word, onTime(word, parameters)))
      .join(' AND '),
  }
}

function statesOf(words: readonly FilterWord[]): Filter[] {
  const isStatus = ({ value }: FilterWord) => STATUSES.includes(value as TicketStatus)
  const statuses = chosen(words.filter(isStatus), STATUSES, (value) => [value as TicketStatus])
  const others = words.filter((word) => !isStatus(word)).map(({ value, isExcluded }) => STATES[value]!(!isExcluded))
  return statuses ? [{ status: statuses }, ...others] : others
}

function kindsOf(words: readonly FilterWord[]): SearchKind[] | null {
  return chosen(words, Object.values(KINDS).flat(), (value) => KINDS[value]!)
}

/** The values that are wanted, or all, without those that are excluded; null without any word. */
function chosen<T>(words: readonly FilterWord[], all: T[], values: (value: string) => T[]): T[] | null {
  if (words.length === 0) return null
  const of = (isExcluded: boolean) =>
    words.filter((word) => word.isExcluded === isExcluded).flatMap(({ value }) => values(value))
  const wanted = of(false)
  const excluded = of(true)
  return (wanted.length > 0 ? wanted : all).filter((value) => !excluded.includes(value))
}

function onTicket({ key, value }: FilterWord, scope: AudienceScope, parameters: Parameters): string {
  if (key === 'tag') return `t.tags && ${parameters.add([value, value.toLowerCase()])}::text[]`
  if (key === 'from') return `t.requester_id = ANY (${peopleNamed(value, scope, parameters)})`
  if (value === 'me') return 't.assignee_id IS NOT DISTINCT FROM (SELECT viewer_id())'
  if (value === 'none') return 't.assignee_id IS NULL'
  return `coalesce(t.assignee_id = ANY (${peopleNamed(value, scope, parameters)}), false)`
}

/** The ids of the people with this in their name, their shop's name or, for staff, who alone see addresses, their address. */
function peopleNamed(text: string, scope: AudienceScope, parameters: Parameters): string {
  const name = `search_key(u.name) LIKE search_pattern(${parameters.add(text)})`
  const either = scope.name === 'staff' ? `${name} OR u.email LIKE ${parameters.add(within(text.toLowerCase()))}` : name
  const shop = name.replace('u.name', 's.shop_name')
  return `ARRAY(SELECT u.id FROM users u WHERE ${either} UNION SELECT s.owner_id FROM sellers s WHERE ${shop})`
}

/** For LIKE: the text anywhere. */
export const within = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function onTime({ key, value }: FilterWord, parameters: Parameters): string {
  return `at ${key === 'before' ? '<' : '>='} ${parameters.add(`${value}T00:00:00Z`)}::timestamptz`
}

const not = ({ isExcluded }: FilterWord, condition: string) => (isExcluded ? `NOT (${condition})` : condition)
