import type { SearchKind, TicketStatus } from '../generated/prisma/client.ts'
import type { AudienceScope } from '../log/audienceScope.ts'
import { type Filter, filterSql, type Parameters, UNASSIGNED } from '../tickets/filter.ts'
import type { FilterWord } from './parseQuery.ts'
import { isAscii, searchKey } from './searchKey.ts'

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

function onTicket({ key, value, isExcluded }: FilterWord, scope: AudienceScope, parameters: Parameters): string {
  if (key === 'tag') return `t.tags && ${parameters.add([value, value.toLowerCase()])}::text[]`
  if (key === 'from') return isPersonNamed('t.requester_id', value, scope, parameters)
  if (value === 'me') return 't.assignee_id IS NOT DISTINCT FROM (SELECT viewer_id())'
  if (value === 'none') return UNASSIGNED
  const assigned = isPersonNamed('t.assignee_id', value, scope, parameters)
  return isExcluded ? `coalesce(${assigned}, false)` : assigned
}

/**
 * Whether the person has this in their name, their shop's name or, for staff, who alone see addresses, their address. Requesters
 * have few tickets, whose people are looked up: their policies would be checked for every person of the desk.
 */
function isPersonNamed(id: string, text: string, scope: AudienceScope, parameters: Parameters): string {
  const name = isNamedSql('u.name', text, parameters)
  const shop = isNamedSql('s.shop_name', text, parameters)
  if (scope.name !== 'staff')
    return `(EXISTS (SELECT FROM users u WHERE u.id = ${id} AND ${name}) OR EXISTS (SELECT FROM sellers s WHERE s.owner_id = ${id} AND ${shop}))`
  return `${id} = ANY (ARRAY(SELECT u.id FROM users u WHERE ${name} ${orAddress(text, parameters)}
    UNION SELECT s.owner_id FROM sellers s WHERE ${shop}))`
}

/** … or whether it is in the address of person `u`, which has no letters beyond ASCII. */
export function orAddress(text: string, parameters: Parameters): string {
  return isAscii(text) ? `OR u.email LIKE ${parameters.add(within(text.toLowerCase()))}` : ''
}

/**
 * Whether a name has this text in it. The trigram index does not know letters beyond ASCII and would read all names; so such
 * a text is looked for, without the index, in the names that have such letters.
 */
export function isNamedSql(name: string, text: string, parameters: Parameters): string {
  const key = searchKey(text)
  const pattern = parameters.add(within(key))
  if (isAscii(key)) return `search_key(${name}) LIKE ${pattern}`
  return `(octet_length(${name}) > length(${name}) AND search_key(${name}) || '' LIKE ${pattern})`
}

/** For LIKE: the text anywhere. */
const within = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function onTime({ key, value }: FilterWord, parameters: Parameters): string {
  return `at ${key === 'before' ? '<' : '>='} ${parameters.add(`${value}T00:00:00Z`)}::timestamptz`
}

const not = ({ isExcluded }: FilterWord, condition: string) => (isExcluded ? `NOT (${condition})` : condition)
