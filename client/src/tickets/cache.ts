import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import { isStaff, type Role } from '../lib/roles.ts'
import {
  type InboxEventsSubscription,
  TicketPermissionsFragmentDoc,
  type TicketRowFragment,
  UnreadCountFragmentDoc,
  ViewersOwnFragmentDoc,
  type ViewerStateChangedSubscription,
} from './tickets.generated.ts'
import { teamChanged } from './teamChanged.ts'
import { readCount, staffPermissions, unreadCount } from './viewerFields.ts'

const ticketOf = (id: string) => ({ __typename: 'Ticket', id })

/** A scalar field of a ticket; undefined if it was never loaded. */
const known = <K extends keyof TicketRowFragment>(cache: Cache, id: string, field: K) =>
  (cache.resolve(ticketOf(id), field) ?? undefined) as TicketRowFragment[K] | undefined

const viewerOf = (cache: Cache): { id?: string; role?: Role } => {
  const key = cache.resolve('Query', 'viewer') as string | null
  const field = (name: string) => (key ? cache.resolve(key, name) : undefined)
  return { id: field('id') as string | undefined, role: field('role') as Role | undefined }
}

/** Updates what is derived from a changed ticket and the viewer's own state, whichever of the two has arrived. */
const derive = (cache: Cache, id: string): void => {
  const [count, read] = [known(cache, id, 'messageCount'), known(cache, id, 'viewerReadMessageCount')]
  if (count !== undefined && read !== undefined)
    cache.writeFragment(UnreadCountFragmentDoc, { ...ticketOf(id), unreadCount: unreadCount(count, read) } as never)
  const [status, shopTakesPart] = [known(cache, id, 'status'), known(cache, id, 'shopTakesPart')]
  if (isStaff(viewerOf(cache).role) && status !== undefined && shopTakesPart !== undefined)
    cache.writeFragment(TicketPermissionsFragmentDoc, {
      ...ticketOf(id),
      ...staffPermissions({ status, shopTakesPart }),
    } as never)
}

type Delivery = InboxEventsSubscription['inboxEvents']

const inboxEvents = (result: object, _args: Variables, cache: Cache): void => {
  const { inboxEvents: delivery } = result as { inboxEvents: Delivery }
  if ('reason' in delivery) return
  const viewer = viewerOf(cache)
  for (const { id, readMarkers } of delivery.tickets) {
    // Once the viewer's own state is known, their own feed keeps it: what is in this frame may be older.
    if (known(cache, id, 'viewerReadMessageCount') === undefined)
      cache.writeFragment(ViewersOwnFragmentDoc, {
        ...ticketOf(id),
        isStarred: known(cache, id, 'isStarred') ?? false,
        viewerReadSeq: known(cache, id, 'viewerReadSeq') ?? 0,
        viewerReadMessageCount: readCount(readMarkers, viewer.id),
      } as never)
    derive(cache, id)
  }
}

const ticketEvents = (result: object, _args: Variables, cache: Cache): void => {
  const { ticketEvents: event } = result as { ticketEvents: { ticket?: { id: string } } }
  if (event.ticket) derive(cache, event.ticket.id)
}

const viewerStateChanged = (result: object, _args: Variables, cache: Cache): void => {
  const { ticketId, ...own } = (result as ViewerStateChangedSubscription).viewerStateChanged
  cache.writeFragment(ViewersOwnFragmentDoc, { ...own, ...ticketOf(ticketId) } as never)
  derive(cache, ticketId)
}

/** Cache rules for what belongs to the viewer in a ticket: feeds bring what all staff see alike, and the viewer's own apart from it. */
export const viewersTicketCache: FeatureCache = {
  updates: { Subscription: { inboxEvents, ticketEvents, viewerStateChanged } },
  feedQueries: { viewerStateChanged: { again: ['tickets'] } },
}

/** Cache rules for teams, whose names identify them. */
export const teamsCache: FeatureCache = {
  keys: { Team: ({ name }) => name as string },
  updates: { Subscription: { teamChanged } },
  feedQueries: { teamChanged: { again: ['teams'] } },
}
