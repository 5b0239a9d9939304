import { useEffect } from 'react'
import { isStaff } from '../lib/roles.ts'
import { useViewer, type Viewer } from '../viewer/useViewer.ts'
import { useCountsDue } from './countsDue.ts'
import { toFilter } from './filter.ts'
import { FILTER_KEYS, NO_FILTERS, readTicketSearch, type TicketSearch } from './search.ts'
import type { TicketFilter } from './tickets.generated.ts'
import { EVERYTHING, type View } from './views.ts'
import { useSavedViewChangedSubscription, useSavedViewsQuery, type SavedViewFieldsFragment } from './views.generated.ts'

export type SavedView = SavedViewFieldsFragment

const RECOUNT_MS = 3_000

/** The viewer's own views and the shared ones, live; counted again, now and then, while tickets change. Only staff have any. */
export const useSavedViews = (): SavedView[] => {
  const { viewer } = useViewer()
  const pause = !isStaff(viewer.role)
  const [{ data }, again] = useSavedViewsQuery({ pause })
  useSavedViewChangedSubscription({ pause })
  const changes = useCountsDue((state) => state.changes)
  useEffect(() => {
    if (changes === 0 || pause) return
    const timer = setTimeout(() => again({ requestPolicy: 'network-only' }), RECOUNT_MS)
    return () => clearTimeout(timer)
  }, [changes, again, pause])
  return data?.savedViews ?? []
}

const lower = (values: readonly string[] | null): string[] | undefined => values?.map((value) => value.toLowerCase())

/** Where a saved view is found: all it asks for, in the address. */
export const toSearch = ({ id, filter, orderField, orderDirection }: SavedView): TicketSearch => ({
  ...NO_FILTERS,
  ...readTicketSearch({
    view: EVERYTHING.id,
    saved: id,
    q: filter.text,
    status: lower(filter.status),
    priority: lower(filter.priority),
    type: lower(filter.type),
    role: lower(filter.requesterRole),
    tag: filter.tags ?? undefined,
    team: filter.team ?? undefined,
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
  message: undefined,
})

/** What is on screen, as a view keeps it: what is the viewer's own means, for others, theirs. */
export const toSaved = (view: View, search: TicketSearch, viewer: Viewer): TicketFilter => {
  const { assigneeId, ...filter } = toFilter(view.filter, search, viewer.id)
  return assigneeId === viewer.id ? { ...filter, mine: true } : { ...filter, ...(assigneeId && { assigneeId }) }
}

const KEPT = [...FILTER_KEYS, 'q', 'order'] as const

/** Whether the address still asks for what the view was saved with. */
export const isAsSaved = (saved: SavedView, search: TicketSearch): boolean => {
  const kept = toSearch(saved)
  return KEPT.every((key) => JSON.stringify(kept[key] ?? null) === JSON.stringify(search[key] ?? null))
}

/** Whether an address names a saved view and nothing else: it was typed, or followed from elsewhere. */
export const isBareLink = (search: TicketSearch): boolean =>
  search.saved !== undefined && search.view === undefined && KEPT.every((key) => search[key] === undefined)
