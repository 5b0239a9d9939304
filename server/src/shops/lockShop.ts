import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canCloseShops, canManageMembers } from './policy.ts'

/** A shop that is locked until the operation ends. */
export interface LockedShop {
  id: string
  shopName: string
  ownerId: string
  closedAt: Date | null
}

const lock = statement<LockedShop & Record<string, unknown>>(`
  SELECT id, shop_name AS "shopName", owner_id AS "ownerId", closed_at AS "closedAt" FROM sellers WHERE id = $1 FOR NO KEY UPDATE`)

/**
 * Locks a shop's row: its people change one after another, and nobody opens a ticket with it while it is being closed. Throws
 * NOT_FOUND.
 */
export async function lockShop(shopId: string): Promise<LockedShop> {
  const shop = isUuid(shopId) ? await lock.first(shopId) : undefined
  if (!shop) throw notFound('shop', 'sellerId')
  return shop
}

/** A locked shop whose people the viewer may change. Throws FORBIDDEN or NOT_FOUND. */
export async function lockManagedShop(viewer: Viewer, shopId: string): Promise<LockedShop> {
  const shop = await lockShop(shopId)
  if (!canManageMembers(viewer, shop))
    throw new UserError('FORBIDDEN', 'Only the owner of the shop can change who belongs to it.', ['input', 'sellerId'])
  return shop
}

/** Throws FORBIDDEN unless the viewer closes and reopens shops. */
export function closersOnly(viewer: Viewer): void {
  if (!canCloseShops(viewer)) throw new UserError('FORBIDDEN', 'Only admins can close and reopen shops.')
}
