import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'

type Event = { ticket?: { id: string }; entry?: { __typename: string } | null }

const FIELDS = ['case', 'shopResponseDueAt', 'viewerCanEscalate', 'viewerNeedsReasonToEscalate']
const CHANGING = ['CaseEntry', 'MessageEntry', 'StatusEntry']

/** Where a dispute stands is not part of each event: it is loaded again where it is shown. */
const ticketEvents = (result: object, _args: Variables, cache: Cache): void => {
  const { ticket, entry } = (result as { ticketEvents: Event }).ticketEvents
  if (!ticket || !CHANGING.includes(entry?.__typename ?? '')) return
  // Only tickets that have to do with a shop have two sides.
  if (cache.resolve({ __typename: 'Ticket', id: ticket.id }, 'seller') === null) return
  for (const field of FIELDS) cache.invalidate({ __typename: 'Ticket', id: ticket.id }, field)
}

/** Cache rules for disputes. */
export const casesCache: FeatureCache = { updates: { Subscription: { ticketEvents } } }
