import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'

type Event = {
  ticket?: { id: string }
  entry?: { __typename: string } | null
  changedMessage?: { deletedAt: string | null } | null
}
type Added = { kind: string; ticket: { id: string } | null }

const FIELDS = ['rating', 'viewerCanRate', 'viewerIsAskedToRate']
const CHANGING = ['RatingEntry', 'StatusEntry', 'AssignmentEntry']

const changed = (cache: Cache, id: string): void => {
  for (const field of FIELDS) cache.invalidate({ __typename: 'Ticket', id }, field)
}

/** What decides about a rating is not part of each event: it is loaded again where it is shown. */
const ticketEvents = (result: object, _args: Variables, cache: Cache): void => {
  const { ticket, entry, changedMessage } = (result as { ticketEvents: Event }).ticketEvents
  // Deleting a conversation deletes the comment.
  if (ticket && (CHANGING.includes(entry?.__typename ?? '') || changedMessage?.deletedAt)) changed(cache, ticket.id)
}

const notificationAdded = (result: object, _args: Variables, cache: Cache): void => {
  const { kind, ticket } = (result as { notificationAdded: Added }).notificationAdded
  if (kind === 'RATING_REQUESTED' && ticket) changed(cache, ticket.id)
}

/** Cache rules for ratings. */
export const ratingsCache: FeatureCache = { updates: { Subscription: { ticketEvents, notificationAdded } } }
