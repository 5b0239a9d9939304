import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { endMembership } from './endMembership.ts'
import { lockManagedShop } from './lockShop.ts'
import { canBeRemoved } from './policy.ts'

const membership = statement<{ removed: boolean }>(
  'SELECT removed_at IS NOT NULL AS removed FROM shop_members WHERE shop_id = $1 AND user_id = $2',
)

/**
 * Removes somebody from a shop: nothing that is committed after this reaches them through the shop, also on open feeds. Repeating
 * it is harmless. The owner cannot be removed.
 */
export async function removeShopMember(viewer: Viewer, input: { sellerId: string; userId: string }): Promise<void> {
  const shop = await lockManagedShop(viewer, input.sellerId)
  if (!canBeRemoved(input.userId, shop))
    throw new UserError('FORBIDDEN', 'The owner of a shop cannot be removed.', ['input', 'userId'])
  const found = isUuid(input.userId) ? await membership.first(shop.id, input.userId) : undefined
  if (!found) throw notFound('member', 'userId')
  if (!found.removed) await endMembership(viewer, shop.id, input.userId)
}
