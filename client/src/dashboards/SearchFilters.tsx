import { Suspense } from 'react'
import { lazily } from '../lib/lazily.ts'
import { toSearch } from '../views/savedViews.ts'
import { useChangeSearch } from '../views/useTicketSearch.ts'

const SearchChips = lazily(() => import('../search/SearchChips.tsx'), 'SearchChips')

/** The filters of the search. A view saved from it is opened. */
export const SearchFilters = ({ query }: { query: string }) => {
  const change = useChangeSearch()
  return (
    <Suspense>
      <SearchChips
        query={query}
        onChange={(q) => change({ q: q || undefined }, { replace: true })}
        onSaved={(saved) => change(toSearch(saved))}
      />
    </Suspense>
  )
}
