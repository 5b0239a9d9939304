import { STATUSES, type TicketSearch } from '../views/search.ts'
import { filterWords, wordsOf, type FilterWord } from './query.ts'

/** A query as filters of the ticket list. `leftOut`: the filters that a view cannot have. */
type AsView = { search: TicketSearch; leftOut: string[] }

type Status = (typeof STATUSES)[number]

const statusOf = ({ key, value }: FilterWord): Status | undefined =>
  key === 'is' ? STATUSES.find((status) => status === value.replace('-', '_')) : undefined

/** The statuses that are wanted, or all, without those that are excluded; undefined without any such filter. */
const statusesIn = (filters: readonly FilterWord[]): Status[] | undefined => {
  const of = (isExcluded: boolean) =>
    filters.filter((filter) => filter.isExcluded === isExcluded).flatMap((filter) => statusOf(filter) ?? [])
  const [wanted, excluded] = [of(false), of(true)]
  if (wanted.length + excluded.length === 0) return undefined
  return STATUSES.filter((status) => (wanted.length === 0 || wanted.includes(status)) && !excluded.includes(status))
}

/** Another filter as search parameters; undefined if the ticket list has no such filter. */
const toParameter = ({ key, value, isExcluded }: FilterWord): TicketSearch | undefined => {
  if (isExcluded) return undefined
  if (key === 'tag') return { tag: [value] }
  if (key === 'assignee')
    return value === 'me' ? { assignee: 'me' } : value === 'none' ? { unassigned: true } : undefined
  if (key !== 'is') return undefined
  if (value === 'mine') return { assignee: 'me' }
  return value === 'unassigned' || value === 'unread' || value === 'starred' ? { [value]: true } : undefined
}

/** What of a search can be saved as a view. */
export const asView = (query: string): AsView => {
  const text = wordsOf(query)
  const filters = filterWords(query)
  const status = statusesIn(filters)
  const search: TicketSearch = { ...(text && { text }), ...(status && status.length > 0 && { status }) }
  const leftOut: string[] = []
  for (const filter of filters.filter((one) => !statusOf(one))) {
    const parameter = toParameter(filter)
    if (!parameter) leftOut.push(filter.text)
    else if (!parameter.tag) Object.assign(search, parameter)
    else search.tag = [...new Set([...(search.tag ?? []), ...parameter.tag])]
  }
  return { search, leftOut }
}
