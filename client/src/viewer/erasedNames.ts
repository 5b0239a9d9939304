import type { Cache, DataFields } from '@urql/exchange-graphcache'
import type { FeatureCache } from '../graphql/cache.ts'
import { erasedName } from '../languages/language.ts'

/** The names that the server stores. Nearly all others are told from them at once: each list has hundreds, read with each change. */
const STORED = { erasedUser: 'Deleted user', erasedShop: 'Deleted shop' } as const

const nameOf = (field: string, what: keyof typeof STORED) => (parent: DataFields, _args: object, cache: Cache) => {
  const stored = parent[field]
  if (stored !== STORED[what] || !cache.resolve(parent as never, 'isErased')) return stored
  return erasedName(what) ?? stored
}

/**
 * Names erased people and their shops in the reader's language: in their place the server stores one in English. Every
 * document that selects the name has to select `isErased` too.
 */
export const erasedNamesCache: FeatureCache = {
  resolvers: { User: { name: nameOf('name', 'erasedUser') }, Seller: { shopName: nameOf('shopName', 'erasedShop') } },
}
