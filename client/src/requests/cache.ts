import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import { countsDue } from '../views/countsDue.ts'
import { removeFromCachedLists } from '../ticketList/cachedLists.ts'
import type { LeaveTicketMutation, ParticipationChangedSubscription } from './requests.generated.ts'

/** Lists and counts of requests are loaded again, those on screen at once: a change may move one between them. */
const listsChanged = (_result: object, _args: Variables, cache: Cache): void => {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (fieldName === 'chatRequests' || fieldName === 'shopTickets') cache.invalidate('Query', fieldKey)
  }
}

/** Adds a ticket the viewer joined to the lists, or removes one they left. */
const participationChanged = (result: object, args: Variables, cache: Cache): void => {
  const { ticketId, ticket } = (result as ParticipationChangedSubscription).participationChanged
  if (ticket) forget(cache, ['tickets'])
  else out(cache, ticketId)
  listsChanged(result, args, cache)
}

const left = (result: object, { input }: Variables, cache: Cache): void => {
  const { errors } = (result as LeaveTicketMutation).leaveTicket
  if (errors.length === 0) out(cache, (input as { ticketId: string }).ticketId)
}

const out = (cache: Cache, ticketId: string): void => {
  removeFromCachedLists(cache, [ticketId])
  cache.invalidate({ __typename: 'Ticket', id: ticketId })
  forget(cache, ['ticket'])
  countsDue()
}

const forget = (cache: Cache, fields: string[]): void => {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query'))
    if (fields.includes(fieldName)) cache.invalidate('Query', fieldKey)
}

/** Cache rules for requests. */
export const requestsCache: FeatureCache = {
  updates: {
    Mutation: {
      requestChat: listsChanged,
      decideChatRequest: listsChanged,
      cancelChatRequest: listsChanged,
      addParticipant: listsChanged,
      leaveTicket: left,
    },
    Subscription: { chatRequestChanged: listsChanged, participationChanged },
  },
  feedQueries: {
    chatRequestChanged: ['chatRequests', 'shopTickets'],
    participationChanged: ['tickets', 'chatRequests', 'shopTickets'],
  },
}
