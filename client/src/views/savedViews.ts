import { isStaff } from '../lib/roles.ts'
import { useThrottled } from '../lib/useThrottled.ts'
import { useViewer, type Viewer } from '../viewer/useViewer.ts'
import { useCountsDue } from './countsDue.ts'
import { toFilter } from './filter.ts'
import { fromPeriod } from './period.ts'
import { FILTER_KEYS, NO_FILTERS, readListSearch, type TicketSearch } from './search.ts'
import type { TicketFilter } from '../tickets/tickets.generated.ts'
import { EVERYTHING, orderOf, type View } from './views.ts'
import { useSavedViewChangedSubscription, useSavedViewsQuery, type SavedViewFieldsFragment } from './views.generated.ts'

export type SavedView = SavedViewFieldsFragment

const RECOUNT_MS = 3_000

const useViews = () => {
  const { viewer } = useViewer()
  const pause = !isStaff(viewer.role)
  const [{ data }, again] = useSavedViewsQuery({ pause })
  useSavedViewChangedSubscription({ pause })
  return { views: data?.savedViews ?? [], again }
}

/** The viewer's own views and the shared ones, live. Only staff have any. */
export const useSavedViews = (): SavedView[] => useViews().views

/** The same, with their counts kept up to date while tickets change: for staff, where the counts are shown. */
export const useCountedViews = (): SavedView[] => {
  const { views, again } = useViews()
  const changes = useCountsDue((state) => state.changes)
  useThrottled(changes, () => again({ requestPolicy: 'network-only' }), RECOUNT_MS)
  return views
}

const lower = (values: readonly string[] | null): string[] | undefined => values?.map((value) => value.toLowerCase())

/** The search parameters of a saved view. The open ticket stays. */
export const toSearch = ({ id, filter, orderField, orderDirection }: SavedView): TicketSearch => ({
  ...NO_FILTERS,
  ...readListSearch({
    view: EVERYTHING.id,
    saved: id,
    text: filter.text,
    status: lower(filter.status),
    priority: lower(filter.priority),
    type: lower(filter.type),
    role: lower(filter.requesterRole),
    tag: filter.tags ?? undefined,
    team: filter.team ?? undefined,
    requester: filter.requesterId,
    created: fromPeriod(filter.created),
    updated: fromPeriod(filter.updated),
    assignee: filter.mine ? 'me' : filter.assigneeId,
    unassigned: filter.unassigned,
    waiting: filter.waitingOn === 'STAFF',
    unread: filter.unread,
    starred: filter.starred,
    order:
      orderField === 'UPDATED_AT'
        ? orderDirection === 'ASC'
          ? 'oldest'
          : undefined
        : orderField === 'CREATED_AT'
          ? 'created'
          : orderField === 'WAITING'
            ? 'waiting'
            : 'priority',
  }),
  q: undefined,
  message: undefined,
})

/** The search parameters as a saved view. "Me" stays relative to the user who opens it. */
export const toSaved = (view: View, search: TicketSearch, viewer: Viewer): TicketFilter => {
  const { assigneeId, ...filter } = toFilter(view.filter, search, viewer.id)
  return assigneeId === viewer.id ? { ...filter, mine: true } : { ...filter, ...(assigneeId && { assigneeId }) }
}

const KEPT = [...FILTER_KEYS, 'order'] as const

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A normalised filter: without empty keys and independent of their order. */
const asked = (filter: object): string =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([key, value]) => key !== '__typename' && value !== null && value !== undefined && value !== false)
      .map(([key, value]) => [key, Array.isArray(value) ? value.map(String).toSorted(inOrder) : value] as const)
      .toSorted(([a], [b]) => inOrder(a, b)),
  )

/** Whether the search parameters equal those of the saved view, in any notation. */
export const isAsSaved = (saved: SavedView, view: View, search: TicketSearch, viewer: Viewer): boolean => {
  const kept = toSearch(saved)
  const isSame = asked(toSaved(view, search, viewer)) === asked(toSaved(EVERYTHING, kept, viewer))
  return isSame && orderOf(view, search.order) === orderOf(EVERYTHING, kept.order)
}

/** Whether an address has a saved view and no other parameters, as a typed or shared one may. */
export const isBareLink = (search: TicketSearch): boolean =>
  search.saved !== undefined && search.view === undefined && KEPT.every((key) => search[key] === undefined)
