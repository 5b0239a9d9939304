import type { Cache, Variables } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'

/** What was deleted or edited must not stay in results: visible ones are loaded again, others when they are shown. */
const searchAgain = (_result: object, _args: Variables, cache: Cache): void => {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (fieldName === 'search') cache.invalidate('Query', fieldKey)
  }
}

/** Cache rules for search. */
export const searchCache: FeatureCache = {
  updates: {
    Mutation: { editMessage: searchAgain, deleteMessage: searchAgain, deleteConversation: searchAgain },
    Subscription: {
      ticketEvents: (result, args, cache) => {
        const { changedMessage } = result.ticketEvents as { changedMessage?: object | null }
        if (changedMessage) searchAgain(result, args, cache)
      },
    },
  },
}
