import type { FeatureCache } from '../graphql/cache.ts'

/** Cache rules for macros: the query to refetch on changes. */
export const macrosCache: FeatureCache = { feedQueries: { macroChanged: ['macros'] } }
