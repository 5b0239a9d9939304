import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { endMembership } from './endMembership.ts'
import { lockShop } from './lockShop.ts'
import { canBeRemoved } from './policy.ts'

const membership = statement<{ removed: boolean }>(`
  SELECT removed_at IS NOT NULL AS removed FROM shop_members WHERE shop_id = $1 AND user_id = (SELECT viewer_id())`)

/** Leaves a shop that the viewer answers for. Leaving again is harmless. The owner cannot leave. */
export async function leaveShop(viewer: Viewer, input: { sellerId: string }): Promise<void> {
  const shop = await lockShop(input.sellerId)
  if (!canBeRemoved(viewer.id, shop))
    throw new UserError('FORBIDDEN', 'The owner of a shop cannot leave it.', ['input', 'sellerId'])
  const found = await membership.first(shop.id)
  if (!found) throw notFound('shop', 'sellerId')
  if (!found.removed) await endMembership(viewer, shop.id, viewer.id)
}
