import type { Cache, DataFields } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import { erasedName } from '../languages/language.ts'

const nameOf =
  (field: string, what: Parameters<typeof erasedName>[0]) => (parent: DataFields, _args: object, cache: Cache) =>
    (cache.resolve(parent as never, 'isErased') ? erasedName(what) : undefined) ?? parent[field]

/**
 * Names erased people and their shops in the reader's language: in their place the server stores one in English. Every
 * document that selects the name has to select `isErased` too.
 */
export const erasedNamesCache: FeatureCache = {
  resolvers: { User: { name: nameOf('name', 'erasedUser') }, Seller: { shopName: nameOf('shopName', 'erasedShop') } },
}
