import { useGo } from '../lib/useGo.ts'
import { toSearch, type SavedView } from '../views/savedViews.ts'
import type { TicketSearch } from '../views/search.ts'
import type { ViewId } from '../views/views.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { Tab } from './tabs.ts'

/** Navigation between tabs and tickets. */
export const useGoTo = () => {
  const go = useGo()
  const { role } = useViewer().viewer
  const toTickets = (search: TicketSearch) => go({ to: role === 'SELLER' ? '/seller/chat' : '/admin', search })
  return {
    toTab: ({ path }: Tab) => go({ to: path }),
    /** Opens a user's profile. */
    toPerson: (person: string) => go({ to: '/admin/users', search: { person } }),
    toView: (view: ViewId, tag?: string[]) => toTickets({ view, tag }),
    /** Searches everything. */
    toSearch: (q: string) => toTickets({ q }),
    toSaved: (view: SavedView) => toTickets(toSearch(view)),
    /** Opens "TC-0042"; with a message's id, at that message. */
    toTicket: (ticket: string, message?: string) => toTickets({ ticket, message }),
  }
}
