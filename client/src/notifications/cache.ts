import type { FeatureCache } from '../graphql/cache.ts'

/** Cache rules for notifications: the query to refetch when the count changes. */
export const notificationsCache: FeatureCache = { feedQueries: { unreadNotifications: ['notifications'] } }
