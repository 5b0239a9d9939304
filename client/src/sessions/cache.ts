import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'

type Event = { ticket?: { id: string }; entry?: { __typename: string; sessionChange?: string } | null }

const listChanged = (cache: Cache, ticketId: string): void =>
  cache.invalidate({ __typename: 'Ticket', id: ticketId }, 'sessions')

/** A session was scheduled: the ticket's list is loaded again. What else happens to one changes the session itself. */
const ticketEvents = (result: object, _args: Variables, cache: Cache): void => {
  const { ticket, entry } = (result as { ticketEvents: Event }).ticketEvents
  if (ticket && entry?.sessionChange === 'SCHEDULED') listChanged(cache, ticket.id)
}

const scheduleSession = (_result: object, { input }: Variables, cache: Cache): void =>
  listChanged(cache, (input as { ticketId: string }).ticketId)

/** Cache rules for sessions. */
export const sessionsCache: FeatureCache = {
  updates: { Mutation: { scheduleSession }, Subscription: { ticketEvents } },
}
