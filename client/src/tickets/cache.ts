import type { Cache, ResolveInfo, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import { countsDue } from './countsDue.ts'
import { placeTicket, removeTicket } from './placeTicket.ts'
import type { InboxEventsSubscription } from './tickets.generated.ts'

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

type Delivery = InboxEventsSubscription['inboxEvents']

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

type Input<I> = { input: I & { ticketId: string } }

const optimistic = (ticketId: string, fields: object) => ({
  __typename: 'TicketPayload',
  ticket: { __typename: 'Ticket', id: ticketId, ...fields },
  errors: [],
})

/** The fields a change brings back, as they are now: an optimistic answer must be complete. */
const asIs = (cache: Cache, id: string): object => {
  const fields = ['status', 'priority', 'tags', 'version', 'updatedAt', 'resolvedAt', 'waitingOn', 'waitingSince']
  return Object.fromEntries(fields.map((field) => [field, cache.resolve({ __typename: 'Ticket', id }, field) ?? null]))
}

/** What tickets add to the cache. */
export const ticketsCache: FeatureCache = {
  updates: {
    Mutation: {
      createTicket: changed('createTicket'),
      reply: changed('reply'),
      setStatus: changed('setStatus'),
      setPriority: changed('setPriority'),
      updateTags: changed('updateTags'),
      star: changed('star'),
      markRead: changed('markRead'),
    },
    Subscription: { inboxEvents },
  },
  optimistic: {
    setStatus: (args, cache) => {
      const { ticketId, status } = (args as Input<{ status: string }>).input
      return optimistic(ticketId, { ...asIs(cache, ticketId), status })
    },
    setPriority: (args, cache) => {
      const { ticketId, priority } = (args as Input<{ priority: string }>).input
      return optimistic(ticketId, { ...asIs(cache, ticketId), priority })
    },
    updateTags: (args, cache) => {
      const { ticketId, add, remove } = (args as Input<{ add?: string[]; remove?: string[] }>).input
      const tags = (cache.resolve({ __typename: 'Ticket', id: ticketId }, 'tags') ?? []) as string[]
      const kept = tags.filter((tag) => !remove?.includes(tag))
      return optimistic(ticketId, { ...asIs(cache, ticketId), tags: [...new Set([...kept, ...(add ?? [])])] })
    },
    star: (args) => {
      const { ticketId, starred } = (args as Input<{ starred: boolean }>).input
      return optimistic(ticketId, { isStarred: starred })
    },
  },
}
