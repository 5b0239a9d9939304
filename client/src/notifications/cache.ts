import type { FeatureCache } from '../graphql/cache.ts'

/** What notifications add to the cache: nothing but what their count tells of. */
export const notificationsCache: FeatureCache = { told: { unreadNotifications: ['notifications'] } }
