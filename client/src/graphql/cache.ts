import type { CacheExchangeOpts } from '@urql/exchange-graphcache'
import type { FeedQueries } from './followedFeeds.ts'
import schema from './introspection.ts'

/** The cache rules of one feature, defined in its `cache.ts`. */
export type FeatureCache = Pick<CacheExchangeOpts, 'updates' | 'optimistic' | 'keys' | 'resolvers'> & {
  feedQueries?: FeedQueries
}

type ObjectType = { kind: string; name: string; fields?: { name: string }[] }

const ROOTS = ['Query', 'Mutation', 'Subscription']

/** Types without an id (payloads, pages, counts) live inside their parent. */
const EMBEDDED = (schema.__schema.types as unknown as ObjectType[])
  .filter(
    ({ kind, name, fields }) =>
      kind === 'OBJECT' && !ROOTS.includes(name) && !fields?.some((field) => field.name === 'id'),
  )
  .map(({ name }) => name)

type Update = (...args: unknown[]) => void

/** Merges the features' cache rules. If two update the same field, both run, in order. */
export const mergeCaches = (features: FeatureCache[]): FeatureCache => {
  const merged: Required<FeatureCache> = {
    keys: Object.fromEntries(EMBEDDED.map((type) => [type, () => null])),
    updates: {},
    optimistic: {},
    resolvers: {},
    feedQueries: {},
  }
  for (const { keys, updates, optimistic, resolvers, feedQueries } of features) {
    Object.assign(merged.keys, keys)
    Object.assign(merged.optimistic, optimistic)
    Object.assign(merged.feedQueries, feedQueries)
    for (const [type, fields] of Object.entries(updates ?? {})) {
      const known = (merged.updates[type] ??= {}) as Record<string, Update>
      for (const [field, update] of Object.entries(fields ?? {}) as [string, Update][])
        known[field] = both(known[field], update)
    }
    for (const [type, fields] of Object.entries(resolvers ?? {})) {
      merged.resolvers[type] = { ...merged.resolvers[type], ...fields }
    }
  }
  return merged
}

const both = (first: Update | undefined, second: Update): Update =>
  first
    ? (...args) => {
        first(...args)
        second(...args)
      }
    : second
