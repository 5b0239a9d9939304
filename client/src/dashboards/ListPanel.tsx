import { memo, Suspense, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { useStable } from '../lib/useStable.ts'
import { SearchBox } from '../search/SearchBox.tsx'
import { useSavedViews } from '../views/savedViews.ts'
import { useSelection } from '../batches/selection.ts'
import type { TicketPages, TicketPager } from '../ticketList/useTicketPages.ts'
import { useBatchJob } from '../batches/batchJob.ts'
import { toFilter } from '../views/filter.ts'
import { useListSearch } from '../views/useTicketSearch.ts'
import type { View } from '../views/views.ts'
import { Corner } from '../ui/Corner.tsx'
import { Count } from '../ui/Count.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { FoundList } from './FoundList.tsx'
import { SearchFilters } from './SearchFilters.tsx'
import { useIsNarrowed, ViewList } from './ViewList.tsx'

const BatchBar = lazily(() => import('../batches/BatchBar.tsx'), 'BatchBar')
const FilterChips = lazily(() => import('../views/FilterChips.tsx'), 'FilterChips')
const BatchProgress = lazily(() => import('../batches/BatchProgress.tsx'), 'BatchProgress')
const Filters = lazily(() => import('../views/Filters.tsx'), 'Filters')

type Props = {
  view: View
  pager: TicketPager
  list: TicketPages
  withFilters: boolean
  onOpen: (number: string, message?: string) => void
  /** Shown if the viewer has no ticket at all. */
  empty: ReactNode
  onNewTicket: () => void
}

/** The list panel: search, and the view's tickets with their filters, or what the search finds. */
export const ListPanel = memo(({ view, pager, list, withFilters, onOpen, empty, onNewTicket }: Props) => {
  const t = useTranslations('tickets')
  const [search, change] = useListSearch()
  const { viewer } = useViewer()
  const [submitted, setSubmitted] = useState<string>()
  const isSelecting = useSelection(({ selected }) => selected.size > 0)
  const isWorking = useBatchJob(({ jobId }) => jobId !== undefined)
  const isNarrowed = useIsNarrowed()
  const query = search.q
  const searchFor = useStable((q: string) => change({ q: q || undefined }, { replace: true }))
  const heading = (
    <>
      <Heading view={view} total={list.total} />
      <div className="flex items-center gap-2">
        <SearchBox value={query ?? ''} onChange={searchFor} onSubmit={setSubmitted} />
        {withFilters && !query && (
          <Suspense fallback={<span className="w-9" />}>
            <Filters view={view} />
          </Suspense>
        )}
      </div>
    </>
  )
  return (
    <>
      <header className="flex shrink-0 flex-col gap-2 border-b border-line px-3 pb-2">
        {/* Replaces the header at the same height, so that nothing below moves. */}
        {isSelecting ? (
          <Suspense fallback={heading}>
            <BatchBar filter={toFilter(view.filter, search, viewer.id)} total={list.total ?? 0} />
          </Suspense>
        ) : (
          heading
        )}
        {query && <SearchFilters query={query} />}
        {withFilters && !query && (isNarrowed || search.order) && (
          <Suspense>
            <FilterChips view={view} />
          </Suspense>
        )}
      </header>
      {withFilters && isWorking && (
        <Suspense>
          <BatchProgress />
        </Suspense>
      )}
      {query ? (
        <FoundList
          query={query}
          onOpen={onOpen}
          takesFocus={submitted === query}
          onFocused={() => setSubmitted(undefined)}
        />
      ) : (
        <ViewList label={t('list')} pager={pager} list={list} onOpen={onOpen} empty={empty} onNewTicket={onNewTicket} />
      )}
    </>
  )
})

/** The name of the view and its number of tickets, or that these are search results. */
const Heading = memo(({ view, total }: { view: View; total: number | undefined }) => {
  const t = useTranslations('tickets')
  const searching = useTranslations('search')
  const [search] = useListSearch()
  const saved = useSavedViews().find(({ id }) => id === search.saved)
  const tag = search.tag?.length === 1 ? search.tag[0] : undefined
  return (
    <div className="flex h-12 items-center gap-2 -mb-2">
      <h1 className="min-w-0 truncate text-lg font-semibold">
        {search.q ? searching('results') : (saved?.name ?? t(`views.${view.id}`))}
        {!search.q && !saved && tag && <span className="font-normal text-muted"> · #{tag}</span>}
      </h1>
      {!search.q && total !== undefined && (
        <span className="text-sm text-muted">
          <Count count={total} label={t('ticketsCounted', { count: total })} />
        </span>
      )}
      <Corner />
    </div>
  )
})
