import type { Cache, ResolveInfo, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import type { UpdateTicketsMutation } from '../batches/batch.generated.ts'
import { countsDue } from '../views/countsDue.ts'
import { ticketsOptimistic } from './optimistic.ts'
import { updateCachedLists, removeFromCachedLists } from './cachedLists.ts'
import type { InboxEventsSubscription, ViewerStateChangedSubscription } from '../tickets/tickets.generated.ts'

type Payload = { ticket?: { id: string } | null } | undefined

/** Moves a ticket changed by the viewer to its new position in every list, optimistically. */
const changed =
  (field: string) =>
  (result: object, _args: Variables, cache: Cache, info: ResolveInfo): void => {
    const ticket = (result as Record<string, Payload>)[field]?.ticket
    if (!ticket) return
    updateCachedLists(cache, [ticket.id])
    if (!info.optimistic) countsDue()
  }

const changedMany = (result: object, _args: Variables, cache: Cache, info: ResolveInfo): void => {
  const { results } = (result as UpdateTicketsMutation).updateTickets
  updateCachedLists(
    cache,
    results.flatMap(({ ticket }) => (ticket ? [ticket.id] : [])),
  )
  if (!info.optimistic) countsDue()
}

/** Tickets have no events of what happens to a tag: whatever shows tags is loaded again. */
const tagChanged = (_result: object, _args: Variables, cache: Cache): void => {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (['tickets', 'ticketTags', 'tagColors', 'tagUses'].includes(fieldName)) cache.invalidate('Query', fieldKey)
    const ticket = fieldName === 'ticket' && cache.resolve('Query', fieldKey)
    if (typeof ticket === 'string') cache.invalidate(ticket, 'tags')
  }
  countsDue()
}

type Delivery = InboxEventsSubscription['inboxEvents']

const viewerStateChanged = (result: object, _args: Variables, cache: Cache): void => {
  updateCachedLists(cache, [(result as ViewerStateChangedSubscription).viewerStateChanged.ticketId])
  countsDue()
}

const inboxEvents = (result: object, _args: Variables, cache: Cache): void => {
  const delivery = (result as { inboxEvents: Delivery }).inboxEvents
  if ('reason' in delivery) {
    // Missed updates cannot be replayed: every list is reloaded, visible ones at once.
    for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
      if (fieldName === 'tickets') cache.invalidate('Query', fieldKey)
    }
    return
  }
  if (delivery.tickets.length > 0)
    updateCachedLists(
      cache,
      delivery.tickets.map(({ id }) => id),
    )
  if (delivery.removedIds.length > 0) removeFromCachedLists(cache, delivery.removedIds)
  countsDue()
}

/** Mutations that move a ticket between lists: a list in flight may not include the change. */
const MOVES = [
  'setStatus',
  'setPriority',
  'renameTicket',
  'updateTags',
  'claim',
  'unclaim',
  'assign',
  'updateTickets',
  'star',
]

/** Cache rules for tickets. */
export const ticketsCache: FeatureCache = {
  // Lists are changed by linking edges: they need keys.
  keys: { TicketEdge: ({ node }) => (node as { id?: string } | null)?.id ?? null },
  updates: {
    Mutation: {
      createTicket: changed('createTicket'),
      reply: changed('reply'),
      setStatus: changed('setStatus'),
      setPriority: changed('setPriority'),
      setType: changed('setType'),
      renameTicket: changed('renameTicket'),
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
      viewerStateChanged,
      tagChanged,
      savedViewChanged: (_result, _args, cache) => cache.invalidate('Query', 'savedViews'),
    },
  },
  optimistic: ticketsOptimistic,
  feedQueries: {
    batchProgress: ['batch'],
    savedViewChanged: ['savedViews'],
    tagChanged: ['tagColors', 'tagUses'],
    ...Object.fromEntries(MOVES.map((write) => [write, ['tickets']])),
  },
}
