import type { Cache } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import type { UpdateTicketsInput } from '../batches/batch.generated.ts'
import type { BatchChange } from '../batches/batch.ts'
import { leafFields } from '../graphql/leafFields.ts'
import { ChangedTicketFragmentDoc, type TicketStatus } from '../tickets/tickets.generated.ts'

type Input<I = object> = { input: I & { ticketId: string } }
type Link = string | null | undefined

/** The other fields of a change: an optimistic response must be complete. */
const SCALARS = leafFields(ChangedTicketFragmentDoc).filter((field) => field !== 'id')

/** Optimistic results of the viewer's changes. */
export const ticketsOptimistic: NonNullable<FeatureCache['optimistic']> = {
  setStatus: (args, cache) => {
    const { ticketId, status } = (args as Input<{ status: string }>).input
    return payload(ticketId, { ...asIs(cache, ticketId), status })
  },
  setPriority: (args, cache) => {
    const { ticketId, priority } = (args as Input<{ priority: string }>).input
    return payload(ticketId, { ...asIs(cache, ticketId), priority })
  },
  setType: (args, cache) => {
    const { ticketId, type } = (args as Input<{ type: string }>).input
    return payload(ticketId, { ...asIs(cache, ticketId), type })
  },
  renameTicket: (args, cache) => {
    const { ticketId, subject } = (args as Input<{ subject: string }>).input
    return payload(ticketId, { ...asIs(cache, ticketId), subject: subject.trim() })
  },
  updateTags: (args, cache) => {
    const { ticketId, add, remove } = (args as Input<{ add?: string[]; remove?: string[] }>).input
    const { tags } = asIs(cache, ticketId)
    const kept = ((tags ?? []) as string[]).filter((tag) => !remove?.includes(tag))
    return payload(ticketId, { ...asIs(cache, ticketId), tags: [...new Set([...kept, ...(add ?? [])])] })
  },
  star: (args) => {
    const { ticketId, starred } = (args as Input<{ starred: boolean }>).input
    return payload(ticketId, { isStarred: starred })
  },
  claim: (args, cache) => {
    const { ticketId } = (args as Input).input
    const viewer = person(cache, cache.resolve('Query', 'viewer') as Link)
    return payload(ticketId, given(asIs(cache, ticketId), viewer, 'IN_PROGRESS'))
  },
  unclaim: (args, cache) => {
    const { ticketId } = (args as Input).input
    return payload(ticketId, given(asIs(cache, ticketId), null, 'OPEN'))
  },
  assign: (args, cache) => {
    const { ticketId, agentId } = (args as Input<{ agentId?: string | null }>).input
    const before = asIs(cache, ticketId)
    if (agentId === undefined) return payload(ticketId, before)
    if (agentId === null) return payload(ticketId, given(before, null, 'OPEN'))
    return payload(ticketId, { ...before, assignee: personById(cache, agentId) })
  },
  updateTickets: (args, cache) => {
    const { ticketIds, ...change } = (args as { input: UpdateTicketsInput }).input
    const results = ticketIds.map((ticketId) => ({
      __typename: 'UpdateTicketResult',
      ticketId,
      ticket: { __typename: 'Ticket', id: ticketId, ...afterBatch(cache, asIs(cache, ticketId), change) },
      errors: [],
    }))
    return { __typename: 'UpdateTicketsPayload', results, errors: [] }
  },
}

const payload = (id: string, fields: object) => ({
  __typename: 'TicketPayload',
  ticket: { __typename: 'Ticket', id, ...fields },
  errors: [],
})

/** The fields that a change returns, with their present values. */
const asIs = (cache: Cache, id: string): Record<string, unknown> => {
  const ticket = { __typename: 'Ticket', id }
  const fields = SCALARS.map((field) => [field, cache.resolve(ticket, field) ?? null])
  return { ...Object.fromEntries(fields), assignee: person(cache, cache.resolve(ticket, 'assignee') as Link) }
}

const personById = (cache: Cache, id: string): object | null =>
  person(cache, cache.keyOfEntity({ __typename: 'User', id }))

const person = (cache: Cache, key: Link): object | null =>
  !key
    ? null
    : {
        __typename: 'User',
        id: cache.resolve(key, 'id'),
        name: cache.resolve(key, 'name'),
        isErased: cache.resolve(key, 'isErased'),
        role: cache.resolve(key, 'role'),
      }

/** Claiming sets the status to in progress, unclaiming to open. Resolved and closed tickets keep their status. */
const given = (ticket: Record<string, unknown>, assignee: object | null, to: 'OPEN' | 'IN_PROGRESS'): object => {
  const status = ticket.status as TicketStatus
  const isDone = status === 'RESOLVED' || status === 'CLOSED'
  return { ...ticket, assignee, status: isDone ? status : to }
}

const afterBatch = (cache: Cache, before: Record<string, unknown>, change: BatchChange): object => {
  const { agentId, status, priority, addTags, removeTags } = change
  const tags = [...new Set([...((before.tags ?? []) as string[]), ...(addTags ?? [])])]
  const moved: Record<string, unknown> =
    agentId === undefined
      ? before
      : agentId === null
        ? { ...before, ...given(before, null, 'OPEN') }
        : { ...before, assignee: personById(cache, agentId) }
  return {
    ...moved,
    status: status ?? moved.status,
    priority: priority ?? moved.priority,
    tags: tags.filter((tag) => !removeTags?.includes(tag)),
  }
}
