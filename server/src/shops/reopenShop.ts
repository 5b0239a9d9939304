import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { closersOnly, lockShop } from './lockShop.ts'

const reopen = statement('UPDATE sellers SET closed_at = NULL WHERE id = $1')

/** Admins: reopens a closed shop. Reopening an open one changes nothing. */
export async function reopenShop(viewer: Viewer, input: { sellerId: string }): Promise<void> {
  closersOnly(viewer)
  const shop = await lockShop(input.sellerId)
  if (shop.closedAt) await reopen.rows(shop.id)
}
