import { Suspense, useEffect } from 'react'
import { lazily, loadTheRest } from '../lib/lazily.ts'
import { useIsPhone } from '../lib/useMedia.ts'
import { RequestChatMenuItem, RequestChatItem } from '../requests/RequestChatItem.tsx'
import { BottomBar } from './BottomBar.tsx'
import { toFilter } from '../views/filter.ts'
import { useTicketId } from '../tickets/knownTickets.ts'
import { Rail } from './Rail.tsx'
import { NO_FILTERS } from '../views/search.ts'
import { useTargetPicker } from '../ticketList/targetPicker.ts'
import { useOpenTicket } from '../tickets/useOpenTicket.ts'
import { useTicketKeys } from '../ticketList/useTicketKeys.ts'
import { useTicketSearch } from '../views/useTicketSearch.ts'
import { EVERYTHING, viewNamed, viewOfNewTicket, viewsOf, type ViewId } from '../views/views.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { ConnectionBar } from './ConnectionBar.tsx'
import { DeskBell } from './DeskBell.tsx'
import { ListPanel } from './ListPanel.tsx'
import { Overlays } from './Overlays.tsx'
import { PhoneCorner } from './PhoneCorner.tsx'
import { MediaOverlays } from './MediaOverlays.tsx'
import { Shell } from './Shell.tsx'
import { TabList } from './TabList.tsx'
import { TabMenuItems } from './TabMenuItems.tsx'
import { useDesk } from './useDesk.ts'
import { useDetails } from './useDetails.ts'
import { useGoTo } from './useGoTo.ts'
import { useOverlay } from './useOverlay.ts'
import { useRailFold } from './useRailFold.ts'
import { useTitle } from './useTitle.ts'
import { useWorkbenchKeys } from './useWorkbenchKeys.ts'

const ThreadPanel = lazily(() => import('./ThreadPanel.tsx'), 'ThreadPanel')
const TargetPicker = lazily(() => import('../ticketList/TargetPicker.tsx'), 'TargetPicker')
const DetailsPanel = lazily(() => import('./DetailsPanel.tsx'), 'DetailsPanel')

/** What every dashboard is: the four panels over the viewer's tickets, kept live. */
export const Workbench = ({ withFilters = false, withTags = false }: { withFilters?: boolean; withTags?: boolean }) => {
  const { viewer } = useViewer()
  const [search, change] = useTicketSearch()
  const [overlay, setOverlay] = useOverlay()
  const { railFolded, foldRail } = useRailFold()
  const details = useDetails()
  const isPhone = useIsPhone()

  // A search by number covers all tickets.
  const view = search.q ? EVERYTHING : viewNamed(viewsOf(viewer), search.view)
  const { pager, list, counts, tags } = useDesk(view, search, withTags)
  const found = useTicketId(search.ticket)

  const detailsOpen = !found.isMissing && details.isOpen
  const openTicket = (ticket: string | undefined) => {
    details.closeDrawer()
    change({ ticket, message: undefined })
  }
  const goTo = (id: ViewId, tag?: string[]) =>
    change({ ...NO_FILTERS, order: undefined, view: id, q: undefined, saved: undefined, tag })
  const { toTab } = useGoTo()
  const leave = () => openTicket(undefined)
  const newTicket = () => setOverlay('new')
  const shortcuts = () => setOverlay('shortcuts')
  const toggleDetails = () => details.show(!detailsOpen)

  const isPicking = useTargetPicker(({ what }) => what !== null)

  const isListed = list.total !== undefined
  useEffect(() => {
    if (isListed) loadTheRest()
  }, [isListed])
  useTitle(counts?.unread ?? 0, search.ticket)
  const open = useOpenTicket(found.id)
  const { change: changeTickets } = useTicketKeys({
    open,
    openNumber: search.ticket,
    onOpen: openTicket,
    filter: toFilter(view.filter, search, viewer.id),
    total: list.total ?? 0,
  })
  useWorkbenchKeys({
    leave,
    toggleDetails,
    showPalette: () => setOverlay('palette'),
    showShortcuts: shortcuts,
    goTo,
    toTab,
  })

  return (
    <div className="flex h-full flex-col">
      <ConnectionBar />
      <MediaOverlays />
      <PhoneCorner>
        <Shell
          rail={(folded, canFold) => (
            <Rail
              folded={folded}
              onFold={canFold ? foldRail : undefined}
              counts={counts}
              tags={tags}
              onNewTicket={newTicket}
              onShortcuts={shortcuts}
              onView={goTo}
              beside={<DeskBell />}
              tabs={
                <>
                  <TabList folded={folded} />
                  <RequestChatItem folded={folded} />
                </>
              }
            />
          )}
          railFolded={railFolded}
          bottomBar={
            <BottomBar
              counts={counts}
              onNewTicket={newTicket}
              onView={goTo}
              menuItems={
                <>
                  <TabMenuItems />
                  <RequestChatMenuItem />
                </>
              }
            />
          }
          list={
            <ListPanel
              view={view}
              pager={pager}
              list={list}
              withFilters={withFilters}
              open={open}
              onOpen={openTicket}
              onNewTicket={newTicket}
            />
          }
          thread={
            <ThreadPanel
              found={found}
              isOpen={Boolean(search.ticket)}
              onBack={isPhone ? leave : undefined}
              onLeave={leave}
              detailsOpen={detailsOpen}
              onToggleDetails={toggleDetails}
            />
          }
          details={<DetailsPanel ticketId={found.id} onClose={details.close} />}
          isOpen={Boolean(search.ticket)}
          detailsOpen={detailsOpen}
          onCloseDetails={details.closeDrawer}
        />
      </PhoneCorner>
      <Suspense>{isPicking && <TargetPicker onChange={changeTickets} />}</Suspense>
      <Overlays
        overlay={overlay}
        onOverlay={setOverlay}
        onOpenTicket={openTicket}
        onCreated={(ticket) => change({ ticket, view: viewOfNewTicket(viewer), q: undefined, message: undefined })}
        onView={goTo}
        onTab={toTab}
        onToggleDetails={toggleDetails}
      />
    </div>
  )
}
