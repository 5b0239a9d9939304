import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'

const hold = statement('SELECT FROM shop_members WHERE shop_id = $1 AND user_id = $2 FOR NO KEY UPDATE')
const handled = statement<{ id: string; isFiledByShop: boolean }>(`
  SELECT id, shop_access = 'requester' AS "isFiledByShop" FROM support_tickets
  WHERE seller_id = $1 AND shop_assignee_id = $2 ORDER BY id FOR NO KEY UPDATE`)
const unassign = statement('UPDATE support_tickets SET shop_assignee_id = NULL WHERE id = $1')
const remove = statement(`
  UPDATE shop_members SET removed_at = now() WHERE shop_id = $1 AND user_id = $2 AND removed_at IS NULL`)

/**
 * Ends somebody's membership of a locked shop. An assignment in progress holds the member's row: it is waited for and then undone
 * with all others. The membership ends last, since whoever leaves needs it to write in the shop's tickets.
 */
export async function endMembership(viewer: Viewer, shopId: string, userId: string): Promise<void> {
  await hold.rows(shopId, userId)
  for (const { id, isFiledByShop } of await handled.rows(shopId, userId)) {
    await unassign.rows(id)
    const audience = isFiledByShop ? 'requester' : 'shop'
    await appendEvent({ ticketId: id, kind: 'shop_assigned', actorId: viewer.id, audience, data: { userId: null } })
  }
  await remove.rows(shopId, userId)
}
