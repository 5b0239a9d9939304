import type { Cache } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'

const WRITES = ['scheduleMessage', 'updateScheduledMessage', 'sendScheduledMessageNow', 'cancelScheduledMessage']

/** Which of them wait, and in which order, is for the server to say: lists on screen are refetched. */
const refetch = (_result: object, _args: object, cache: Cache): void => {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query'))
    if (fieldName === 'scheduledMessages') cache.invalidate('Query', fieldKey)
}

/** Cache rules for scheduled messages. */
export const scheduledMessagesCache: FeatureCache = {
  updates: {
    Mutation: Object.fromEntries(WRITES.map((write) => [write, refetch])),
    Subscription: { scheduledMessageChanged: refetch },
  },
  feedQueries: { scheduledMessageChanged: ['scheduledMessages'] },
}
