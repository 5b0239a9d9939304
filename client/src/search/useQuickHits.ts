import { useSettled } from '../lib/useSettled.ts'
import { useSearchPageQuery } from './search.generated.ts'

const SHOWN_AT_MOST = 8
const SHORTEST = 2
const PREFIX = 'search-'

/** The key of a command of the search, which is not filtered by its text. */
export const searchCommand = (name: string): string => PREFIX + name
export const isSearchCommand = (key: string): boolean => key.startsWith(PREFIX)

/** The first hits for what is being typed. */
export const useQuickHits = (text: string) => {
  const query = useSettled(text.trim(), 150)
  const isSearched = query.length >= SHORTEST
  const [{ data }] = useSearchPageQuery({
    variables: { query, first: SHOWN_AT_MOST },
    pause: !isSearched,
    requestPolicy: 'cache-and-network',
  })
  return { query: isSearched ? query : '', hits: isSearched ? (data?.search.edges.map(({ node }) => node) ?? []) : [] }
}
