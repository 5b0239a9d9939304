import type { FeatureCache } from '../graphql/cache.ts'

/** What tickets add to the cache. */
export const ticketsCache: FeatureCache = {}
