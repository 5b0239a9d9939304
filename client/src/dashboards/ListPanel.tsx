import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { DraftMark } from '../messages/DraftMark.tsx'
import { useSavedViews } from '../views/savedViews.ts'
import { FILTER_KEYS, NO_FILTERS } from '../views/search.ts'
import { SearchBox } from '../ticketList/SearchBox.tsx'
import { useSelection } from '../batches/selection.ts'
import { TargetNote } from '../ticketList/TargetNote.tsx'
import { TicketList } from '../ticketList/TicketList.tsx'
import type { TicketPages, TicketPager } from '../ticketList/useTicketPages.ts'
import { useBatchJob } from '../batches/batchJob.ts'
import { toFilter } from '../views/filter.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useTicketSearch } from '../views/useTicketSearch.ts'
import type { View } from '../views/views.ts'
import { Button } from '../ui/Button.tsx'
import { Corner } from '../ui/Corner.tsx'
import { useViewer } from '../viewer/useViewer.ts'

const BatchBar = lazily(() => import('../batches/BatchBar.tsx'), 'BatchBar')
const FilterChips = lazily(() => import('../views/FilterChips.tsx'), 'FilterChips')
const BatchProgress = lazily(() => import('../batches/BatchProgress.tsx'), 'BatchProgress')
const Filters = lazily(() => import('../views/Filters.tsx'), 'Filters')

type Props = {
  view: View
  pager: TicketPager
  list: TicketPages
  withFilters: boolean
  open: TicketRowFragment | null
  onOpen: (number: string) => void
  onNewTicket: () => void
}

/** The list panel: the view's name and number of tickets, search, filters, tickets. */
export const ListPanel = ({ view, pager, list, withFilters, open, onOpen, onNewTicket }: Props) => {
  const t = useTranslations('tickets')
  const [search, change] = useTicketSearch()
  const { viewer } = useViewer()
  const isSelecting = useSelection(({ selected }) => selected.size > 0)
  const isWorking = useBatchJob(({ jobId }) => jobId !== undefined)
  const saved = useSavedViews().find(({ id }) => id === search.saved)
  const tag = search.tag?.length === 1 ? search.tag[0] : undefined
  const isNarrowed = FILTER_KEYS.some((key) => search[key] !== undefined)
  const isFiltered = Boolean(search.q) || isNarrowed
  const heading = (
    <>
      <div className="flex h-12 items-center gap-2 -mb-2">
        <h1 className="min-w-0 truncate text-lg font-semibold">
          {saved?.name ?? t(`views.${view.id}`)}
          {!saved && tag && <span className="font-normal text-muted"> · #{tag}</span>}
        </h1>
        {list.total !== undefined && <span className="text-sm text-muted">{list.total.toLocaleString('en')}</span>}
        <Corner />
      </div>
      <div className="flex items-center gap-2">
        <SearchBox value={search.q ?? ''} onChange={(q) => change({ q: q || undefined }, { replace: true })} />
        {withFilters && (
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
        {withFilters && (isFiltered || search.order) && (
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
      <div className="list-ring relative min-h-0 flex-1">
        <TicketList
          label={t('list')}
          pager={pager}
          list={list}
          openNumber={search.ticket}
          onOpen={onOpen}
          isFiltered={isFiltered}
          Mark={DraftMark}
          emptyAction={
            isFiltered ? (
              <Button onPress={() => change({ ...NO_FILTERS, q: undefined, order: undefined, saved: undefined })}>
                {t(isNarrowed ? 'clearFilters' : 'clearSearch')}
              </Button>
            ) : (
              <Button variant="primary" onPress={onNewTicket}>
                {t('newTicket')}
              </Button>
            )
          }
        />
        <TargetNote open={open} />
      </div>
    </>
  )
}
