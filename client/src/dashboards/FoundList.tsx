import { Suspense } from 'react'
import { lazily } from '../lib/lazily.ts'
import { rememberSearch } from '../search/recentSearches.ts'
import type { HitFragment } from '../search/search.generated.ts'
import { rememberTicket } from '../tickets/knownTickets.ts'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useChangeSearch } from '../views/useTicketSearch.ts'
import { useMarkedTicket } from './opening.ts'

const SearchResults = lazily(() => import('../search/SearchResults.tsx'), 'SearchResults')

type Props = {
  query: string
  onOpen: (number: string, message?: string) => void
  takesFocus: boolean
  onFocused: () => void
}

/** What the search finds; a hit opens its ticket at the message. */
export const FoundList = ({ query, onOpen, ...focus }: Props) => {
  const { viewer } = useViewer()
  const change = useChangeSearch()
  const marked = useMarkedTicket()
  const openHit = ({ ticket, message }: HitFragment) => {
    rememberSearch(viewer.id, query)
    rememberTicket(ticket)
    onOpen(ticket.number, message?.id)
  }
  return (
    <div className="list-ring relative min-h-0 flex-1">
      <Suspense fallback={<SkeletonRows rows={8} />}>
        <SearchResults
          {...focus}
          query={query}
          onQuery={(q) => change({ q: q || undefined }, { replace: true })}
          onOpen={openHit}
          openNumber={marked.ticket}
          openMessage={marked.message}
        />
      </Suspense>
    </div>
  )
}
