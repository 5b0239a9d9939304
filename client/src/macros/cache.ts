import type { FeatureCache } from '../graphql/cache.ts'

/** What macros add to the cache: nothing but what their feed tells of. */
export const macrosCache: FeatureCache = { told: { macroChanged: ['macros'] } }
