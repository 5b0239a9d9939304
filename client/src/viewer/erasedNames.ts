import type { Cache, DataFields } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import { erasedName } from '../languages/language.ts'
import { uiStrings } from '../ui/strings.ts'

const nameOf =
  (field: string, what: 'erasedUser' | 'erasedShop') => (parent: DataFields, _args: object, cache: Cache) => {
    const stored = parent[field]
    // Nearly all others are told from the English name at once: each list has hundreds, read with each change.
    if (stored !== uiStrings[what] || !cache.resolve(parent as never, 'isErased')) return stored
    return erasedName(what) ?? stored
  }

/**
 * Names erased people and their shops in the reader's language: in their place the server stores one in English. Every
 * document that selects the name has to select `isErased` too.
 */
export const erasedNamesCache: FeatureCache = {
  resolvers: { User: { name: nameOf('name', 'erasedUser') }, Seller: { shopName: nameOf('shopName', 'erasedShop') } },
}
