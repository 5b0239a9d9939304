import { useEffect } from 'react'
import { loadTheRest } from '../lib/lazily.ts'
import { useStable } from '../lib/useStable.ts'
import { useTicketKeys } from '../ticketList/useTicketKeys.ts'
import { useTicketId } from '../tickets/knownTickets.ts'
import { useOpenTicket } from '../tickets/useOpenTicket.ts'
import { toFilter } from '../views/filter.ts'
import { NO_FILTERS, NO_NEW_TICKET } from '../views/search.ts'
import { useTicketSearch } from '../views/useTicketSearch.ts'
import { useViews } from '../views/useViews.ts'
import { viewNamed, viewOfNewTicket, type ViewId } from '../views/views.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useOpenTicketOnPage } from './opening.ts'
import { useDesk } from './useDesk.ts'
import { useDetails } from './useDetails.ts'
import { useGoTo } from './useGoTo.ts'
import type { Overlay } from './Overlays.tsx'
import { useOverlay } from './useOverlay.ts'
import { useTitle } from './useTitle.ts'
import { useWorkbenchKeys } from './useWorkbenchKeys.ts'

/** Loads the code of the other screens once the list is on screen. */
const useLoadTheRest = (isListed: boolean): void => {
  useEffect(() => {
    if (isListed) loadTheRest()
  }, [isListed])
}

/** The state of a dashboard's page: the view and its tickets, the open ticket, and the shortcuts. */
export const useWorkbench = (withTags: boolean) => {
  const { viewer } = useViewer()
  const [search, change] = useTicketSearch()
  const [overlay, setOverlay] = useOverlay()
  const shown = overlay ?? (search.new ? 'new' : null)
  const details = useDetails()
  const view = viewNamed(useViews(), search.view)
  const { pager, list, counts, tags } = useDesk(view, search, withTags)
  const found = useTicketId(search.ticket)
  const open = useOpenTicket(found.id)
  const detailsOpen = !found.isMissing && details.isOpen

  // These do not change: opening a ticket renders again only what shows it.
  const openOnPage = useOpenTicketOnPage()
  const openTicket = useStable((ticket: string | undefined, message?: string) => {
    details.closeDrawer()
    openOnPage(ticket, message)
  })
  const goTo = useStable((id: ViewId, tag?: string[]) =>
    change({ ...NO_FILTERS, order: undefined, view: id, q: undefined, saved: undefined, tag }),
  )
  const { toTab } = useGoTo()
  const leave = useStable(() => openTicket(undefined))
  const showShortcuts = useStable(() => setOverlay('shortcuts'))
  const showNewTicket = useStable(() => setOverlay('new'))
  const toggleDetails = useStable(() => details.show(!detailsOpen))
  const onCreated = (ticket: string) =>
    change({ ...NO_NEW_TICKET, ticket, view: viewOfNewTicket(viewer), q: undefined, message: undefined })
  const showOverlay = (next: Overlay) => {
    if (search.new) change(NO_NEW_TICKET, { replace: true })
    setOverlay(next)
  }

  useLoadTheRest(list.total !== undefined)
  useTitle(counts?.unreadUpTo100 ?? 0, search.ticket)
  const { change: changeTickets } = useTicketKeys({
    open,
    openNumber: search.ticket,
    onOpen: openTicket,
    filter: toFilter(view.filter, search, viewer.id),
    total: list.total ?? 0,
  })
  const showPalette = () => setOverlay('palette')
  useWorkbenchKeys({ leave, toggleDetails, showPalette, showShortcuts, goTo, toTab })

  return {
    isOpen: Boolean(search.ticket),
    isSearching: Boolean(search.q),
    view: { view, pager, list, onOpen: openTicket },
    navigation: { counts, onNewTicket: showNewTicket, onView: goTo },
    overlays: {
      overlay: shown,
      onOverlay: showOverlay,
      newTicket: search.new && { shop: search.shop, subject: search.subject, order: search.orderNumber },
      onOpenTicket: openTicket,
      onSearch: (q: string) => change({ q }),
      onCreated,
      onView: goTo,
      onTab: toTab,
    },
    tags,
    found,
    details,
    detailsOpen,
    leave,
    showShortcuts,
    toggleDetails,
    changeTickets,
    openTicket: open ? { ticket: open, onChange: changeTickets } : undefined,
  }
}
