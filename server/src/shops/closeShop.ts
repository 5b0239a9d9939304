import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { closersOnly, lockShop } from './lockShop.ts'

const close = statement('UPDATE sellers SET closed_at = now() WHERE id = $1')

/**
 * Admins: closes a shop. Nobody opens new tickets with it any more; its people keep their conversations. Closing it again changes
 * nothing.
 */
export async function closeShop(viewer: Viewer, input: { sellerId: string }): Promise<void> {
  closersOnly(viewer)
  const shop = await lockShop(input.sellerId)
  if (!shop.closedAt) await close.rows(shop.id)
}
