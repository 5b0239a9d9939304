import type { Cache } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import {
  ActiveScreenSharesDocument,
  ScreenShareAsksDocument,
  SentScreenShareAsksDocument,
  type ActiveScreenSharesQuery,
  type AskFieldsFragment,
  type ScreenShareAsksQuery,
  type SentScreenShareAsksQuery,
} from './screenshare.generated.ts'

const without = (asks: readonly AskFieldsFragment[], id: string): AskFieldsFragment[] =>
  asks.filter((ask) => ask.id !== id)

/** A declined share request: removed from the sharer's bar, visible to the agent. */
const declined = (cache: Cache, ask: AskFieldsFragment): void => {
  cache.updateQuery<ScreenShareAsksQuery>({ query: ScreenShareAsksDocument }, (data) =>
    data ? { ...data, screenShareAsks: without(data.screenShareAsks, ask.id) } : null,
  )
  cache.updateQuery<SentScreenShareAsksQuery>({ query: SentScreenShareAsksDocument }, (data) => {
    // Also updates the device on which it was declined or requested.
    const isSent = cache.resolve('Query', 'viewer') === cache.keyOfEntity({ __typename: 'User', id: ask.asker.id })
    return data && isSent
      ? { ...data, sentScreenShareAsks: [...without(data.sentScreenShareAsks, ask.id), ask] }
      : (data ?? null)
  })
}

/** Adds started shares to the list; ended ones stay in it with their end, and components filter them out. */
export const screenShareCache: FeatureCache = {
  updates: {
    Subscription: {
      screenShareChanged: ({ screenShareChanged: share }, _args, cache) => {
        cache.updateQuery<ActiveScreenSharesQuery>({ query: ActiveScreenSharesDocument }, (data) => {
          const known = data?.activeScreenShares
          if (!known) return data ?? null
          const others = known.filter(({ id }) => id !== (share as { id: string }).id)
          return { ...data, activeScreenShares: [...others, share as never] }
        })
        // Sharing resolves the pending requests on all devices of the sharer.
        cache.invalidate('Query', 'screenShareAsks')
      },
      screenShareAsked: ({ screenShareAsked: ask }, _args, cache) => {
        cache.updateQuery<ScreenShareAsksQuery>({ query: ScreenShareAsksDocument }, (data) => {
          const known = data?.screenShareAsks
          if (!known) return data ?? null
          const others = known.filter(({ id }) => id !== (ask as { id: string }).id)
          return { ...data, screenShareAsks: [...others, ask as never] }
        })
      },
      screenShareDeclined: ({ screenShareDeclined: ask }, _args, cache) => declined(cache, ask as AskFieldsFragment),
    },
    Mutation: {
      startScreenShare: (_result, _args, cache) => cache.invalidate('Query', 'screenShareAsks'),
      declineScreenShare: (_result, _args, cache) => cache.invalidate('Query', 'screenShareAsks'),
      askForScreenShare: (_result, _args, cache) => cache.invalidate('Query', 'sentScreenShareAsks'),
    },
  },
  feedQueries: {
    screenShareChanged: ['activeScreenShares'],
    screenShareAsked: ['screenShareAsks'],
    screenShareDeclined: ['screenShareAsks', 'sentScreenShareAsks'],
  },
}
