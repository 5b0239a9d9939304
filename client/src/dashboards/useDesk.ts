import { ticketsUpdated } from '../customers/ticketUpdates.ts'
import { isStaff } from '../lib/roles.ts'
import { useMessageSound } from '../sound/useMessageSound.ts'
import { useNotificationFeed } from '../notifications/useNotificationFeed.ts'
import { matches, toFilter, toOrder } from '../views/filter.ts'
import type { TicketSearch } from '../views/search.ts'
import { updateSelected } from '../batches/selection.ts'
import { useViewerStateChangedSubscription } from '../tickets/tickets.generated.ts'
import { liveRow } from '../tickets/viewerFields.ts'
import { useCounts } from '../views/useCounts.ts'
import { useInboxFeed } from '../ticketList/useInboxFeed.ts'
import { useTicketPages } from '../ticketList/useTicketPages.ts'
import { orderOf, type View } from '../views/views.ts'
import { useUserChangedSubscription } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'

/** The live data of every dashboard page: a view's tickets, the counts, and the sound of new messages. */
export const useDesk = (view: View, search: TicketSearch, withTags: boolean) => {
  const { viewer } = useViewer()
  const filter = toFilter(view.filter, search, viewer.id)
  const { pager, list } = useTicketPages(filter, toOrder(orderOf(view, search.order)))
  const ring = useMessageSound()
  useNotificationFeed()
  useViewerStateChangedSubscription()
  useUserChangedSubscription({ pause: !isStaff(viewer.role) })
  useInboxFeed(list.first?.cursor, ({ tickets, removedIds }) => {
    const rows = tickets.map((ticket) => liveRow(ticket, viewer))
    updateSelected(rows, removedIds, (row) => matches(filter, row))
    ring(tickets)
    ticketsUpdated(tickets)
  })
  return { pager, list, ...useCounts(withTags) }
}
