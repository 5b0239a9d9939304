import type { Cache, ResolveInfo, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import type { UpdateTicketsMutation } from './batch.generated.ts'
import { countsDue } from './countsDue.ts'
import { ticketsOptimistic } from './optimistic.ts'
import { placeTicket, removeTicket } from './placeTicket.ts'
import type { InboxEventsSubscription, StarChangedSubscription } from './tickets.generated.ts'

type Payload = { ticket?: { id: string } | null } | undefined

/** A ticket changed by the viewer: into its new place in every list, at once when optimistic. */
const changed =
  (field: string) =>
  (result: object, _args: Variables, cache: Cache, info: ResolveInfo): void => {
    const ticket = (result as Record<string, Payload>)[field]?.ticket
    if (!ticket) return
    placeTicket(cache, ticket.id)
    if (!info.optimistic) countsDue()
  }

const changedMany = (result: object, _args: Variables, cache: Cache, info: ResolveInfo): void => {
  const { results } = (result as UpdateTicketsMutation).updateTickets
  for (const { ticket } of results) if (ticket) placeTicket(cache, ticket.id)
  if (!info.optimistic) countsDue()
}

type Delivery = InboxEventsSubscription['inboxEvents']

const starChanged = (result: object, _args: Variables, cache: Cache): void => {
  placeTicket(cache, (result as StarChangedSubscription).starChanged.id)
  countsDue()
}

const inboxEvents = (result: object, _args: Variables, cache: Cache): void => {
  const delivery = (result as { inboxEvents: Delivery }).inboxEvents
  if ('reason' in delivery) {
    // What was missed cannot be replayed: every list is loaded again, those on screen at once.
    for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
      if (fieldName === 'tickets') cache.invalidate('Query', fieldKey)
    }
    return
  }
  for (const { id } of delivery.tickets) placeTicket(cache, id)
  for (const id of delivery.removedIds) removeTicket(cache, id)
  countsDue()
}

/** Writes that move a ticket between lists: one that was read meanwhile may not know of it. */
const MOVES = ['setStatus', 'setPriority', 'updateTags', 'claim', 'unclaim', 'assign', 'updateTickets', 'star']

/** What tickets add to the cache. */
export const ticketsCache: FeatureCache = {
  updates: {
    Mutation: {
      createTicket: changed('createTicket'),
      reply: changed('reply'),
      setStatus: changed('setStatus'),
      setPriority: changed('setPriority'),
      setType: changed('setType'),
      updateTags: changed('updateTags'),
      claim: changed('claim'),
      unclaim: changed('unclaim'),
      assign: changed('assign'),
      updateTickets: changedMany,
      deleteConversation: changed('deleteConversation'),
      star: changed('star'),
      markRead: changed('markRead'),
    },
    Subscription: {
      inboxEvents,
      starChanged,
      savedViewChanged: (_result, _args, cache) => cache.invalidate('Query', 'savedViews'),
    },
  },
  optimistic: ticketsOptimistic,
  told: {
    batchProgress: ['batch'],
    savedViewChanged: ['savedViews'],
    ...Object.fromEntries(MOVES.map((write) => [write, ['tickets']])),
  },
}
