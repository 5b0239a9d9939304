import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** The fields of a shop that permissions depend on. */
export interface ShopFacts {
  ownerId: string
}

/** The owner of a shop invites and removes its people; admins do so where an owner cannot. */
export const canManageMembers = (viewer: Who, shop: ShopFacts): boolean =>
  viewer.role === 'admin' || (viewer.role === 'seller' && viewer.id === shop.ownerId)

/** The owner stays as long as the shop is theirs. */
export const canBeRemoved = (userId: string, shop: ShopFacts): boolean => userId !== shop.ownerId

/** Only sellers answer for shops: buyers are on the other side, and staff between both. */
export const canJoinShops = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'seller'

/** Admins close and reopen shops. */
export const canCloseShops = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
