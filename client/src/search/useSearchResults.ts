import { useState } from 'react'
import { usePager } from '../graphql/usePager.ts'
import { SearchPageDocument, type SearchPageQuery } from './search.generated.ts'

type Connection = SearchPageQuery['search']

/**
 * What a query finds, in pages. While another query is loading, the results of the last one (`shownQuery`) stay, as
 * stale ones. Each query has a pager of its own, so a late response to an older one is never shown.
 */
export const useSearchResults = (query: string) => {
  const { pager, list } = usePager<Connection>({ document: SearchPageDocument, variables: { query } })
  const [last, setLast] = useState({ query, list })
  if (list.rows && list !== last.list) setLast({ query, list })
  const isStale = !list.rows && !list.error && last.list.rows !== undefined
  return { pager, isStale, ...(isStale ? { list: last.list, shownQuery: last.query } : { list, shownQuery: query }) }
}
