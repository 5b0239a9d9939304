import { Suspense, type ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { TargetNote } from '../ticketList/TargetNote.tsx'
import { TicketList } from '../ticketList/TicketList.tsx'
import { useTicketId } from '../tickets/knownTickets.ts'
import { useOpenTicket } from '../tickets/useOpenTicket.ts'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { FILTER_KEYS, NO_FILTERS } from '../views/search.ts'
import { useListSearch, useTicketSearch } from '../views/useTicketSearch.ts'
import { useViews } from '../views/useViews.ts'
import { isQueue, viewNamed } from '../views/views.ts'
import { useMarkedTicket } from './opening.ts'

const DraftMark = lazily(() => import('../messages/DraftMark.tsx'), 'DraftMark')
const WaitingMark = lazily(() => import('../tickets/WaitingMark.tsx'), 'WaitingMark')

const Mark = ({ ticketId, isOpen }: { ticketId: string; isOpen: boolean }) => (
  <Suspense>
    {/* The draft itself is beside it. */}
    {!isOpen && <DraftMark ticketId={ticketId} />}
    <WaitingMark ticketId={ticketId} />
  </Suspense>
)

/** Whether filters are active. */
export const useIsNarrowed = (): boolean => {
  const [search] = useListSearch()
  return FILTER_KEYS.some((key) => search[key] !== undefined)
}

type Props = Pick<ComponentProps<typeof TicketList>, 'label' | 'pager' | 'list' | 'onOpen' | 'empty'> & {
  onNewTicket: () => void
}

/** The tickets of the view. */
export const ViewList = ({ onNewTicket, ...list }: Props) => {
  const t = useTranslations('tickets')
  const [search, change] = useTicketSearch()
  const marked = useMarkedTicket()
  const isNarrowed = useIsNarrowed()
  const { viewer } = useViewer()
  const view = viewNamed(useViews(), search.view)
  const isCaughtUp = !isNarrowed && isQueue(view.id, viewer.role)
  return (
    <div className="list-ring relative min-h-0 flex-1">
      <TicketList
        {...list}
        openNumber={marked.ticket}
        isFiltered={isNarrowed}
        isCaughtUp={isCaughtUp}
        Mark={Mark}
        emptyAction={
          isNarrowed ? (
            <Button onPress={() => change({ ...NO_FILTERS, order: undefined, saved: undefined })}>
              {t('clearFilters')}
            </Button>
          ) : isCaughtUp ? undefined : (
            <Button variant="primary" onPress={onNewTicket}>
              {t('newTicket')}
            </Button>
          )
        }
      />
      <OpenTarget />
    </div>
  )
}

const OpenTarget = () => {
  const [{ ticket }] = useTicketSearch()
  return <TargetNote open={useOpenTicket(useTicketId(ticket).id)} />
}
