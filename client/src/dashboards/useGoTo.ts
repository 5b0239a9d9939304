import { useNavigate } from '@tanstack/react-router'
import { toSearch, type SavedView } from '../tickets/savedViews.ts'
import type { TicketSearch } from '../tickets/search.ts'
import type { ViewId } from '../tickets/views.ts'
import type { Tab } from './tabs.ts'

/** Goes to tickets from wherever one is on the staff's pages, and from tab to tab. */
export const useGoTo = () => {
  const navigate = useNavigate()
  const toTickets = (search: TicketSearch) => void navigate({ to: '/admin', search } as never)
  return {
    toTab: ({ path }: Tab) => void navigate({ to: path } as never),
    /** Somebody's profile, by their id. */
    toPerson: (person: string) => void navigate({ to: '/admin/users', search: { person } } as never),
    toView: (view: ViewId, tag?: string[]) => toTickets({ view, tag }),
    toSaved: (view: SavedView) => toTickets(toSearch(view)),
    /** "TC-0042"; with a message's id, landing on it. */
    toTicket: (ticket: string, message?: string) => toTickets({ ticket, message }),
  }
}
