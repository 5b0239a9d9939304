import type { FeatureCache } from '../graphql/cache.ts'
import { ActiveScreenSharesDocument, ScreenShareAsksDocument } from './screenshare.generated.ts'
import type { ActiveScreenSharesQuery, ScreenShareAsksQuery } from './screenshare.generated.ts'

/** Shares that start join the list; ended ones stay in it with their end, and whoever shows it leaves them out. */
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
      },
      screenShareAsked: ({ screenShareAsked: ask }, _args, cache) => {
        cache.updateQuery<ScreenShareAsksQuery>({ query: ScreenShareAsksDocument }, (data) => {
          const known = data?.screenShareAsks
          if (!known) return data ?? null
          const others = known.filter(({ id }) => id !== (ask as { id: string }).id)
          return { ...data, screenShareAsks: [...others, ask as never] }
        })
      },
    },
    Mutation: {
      startScreenShare: (_result, _args, cache) => cache.invalidate('Query', 'screenShareAsks'),
    },
  },
  told: { screenShareChanged: ['activeScreenShares'], screenShareAsked: ['screenShareAsks'] },
}
