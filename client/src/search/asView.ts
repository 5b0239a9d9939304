import type { TicketSearch } from '../views/search.ts'
import { filterWords, wordsOf, type FilterWord } from './query.ts'

/** A query as filters of the ticket list. `leftOut`: the filters that a view cannot have. */
type AsView = { search: TicketSearch; leftOut: string[] }

type Status = NonNullable<TicketSearch['status']>[number]

const STATUSES = new Map<string, Status>([
  ['open', 'open'],
  ['in-progress', 'in_progress'],
  ['in_progress', 'in_progress'],
  ['resolved', 'resolved'],
  ['closed', 'closed'],
])

/** One filter as search parameters; undefined if the ticket list has no such filter. */
const toParameter = ({ key, value }: FilterWord): TicketSearch | undefined => {
  const lower = value.toLowerCase()
  if (key === 'tag') return { tag: [value] }
  if (key === 'assignee' && lower === 'me') return { assignee: 'me' }
  if (key !== 'is') return undefined
  const status = STATUSES.get(lower)
  if (status) return { status: [status] }
  if (lower === 'mine') return { assignee: 'me' }
  if (lower === 'unassigned') return { unassigned: true }
  if (lower === 'unread') return { unread: true }
  if (lower === 'starred') return { starred: true }
  return undefined
}

const merge = (all: TicketSearch, one: TicketSearch): TicketSearch => ({
  ...all,
  ...one,
  ...(one.tag && { tag: [...new Set([...(all.tag ?? []), ...one.tag])] }),
  ...(one.status && { status: [...new Set([...(all.status ?? []), ...one.status])] }),
})

/** What of a search can be saved as a view. */
export const asView = (query: string): AsView => {
  const words = wordsOf(query)
  let search: TicketSearch = words ? { text: words } : {}
  const leftOut: string[] = []
  for (const filter of filterWords(query)) {
    const parameter = toParameter(filter)
    if (parameter) search = merge(search, parameter)
    else leftOut.push(filter.text)
  }
  return { search, leftOut }
}
