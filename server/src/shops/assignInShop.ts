import { appendEvent } from '../log/appendEvent.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import { canAssignInShop, type ShopSide } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'

const shopOf = statement<ShopSide & { sellerId: string; assigneeId: string | null }>(`
  SELECT seller_id AS "sellerId", shop_assignee_id AS "assigneeId", shop_access AS access,
    coalesce(seller_id = ANY ((SELECT viewer_shops())::uuid[]), false) AS "isViewers"
  FROM support_tickets WHERE id = $1`)
// Only tried, never waited for: whoever removes the member holds the row and waits for this ticket.
const holdMember = statement(`
  SELECT FROM shop_members WHERE shop_id = $1 AND user_id = $2 AND removed_at IS NULL FOR SHARE SKIP LOCKED`)
const write = statement('UPDATE support_tickets SET shop_assignee_id = $2 WHERE id = $1')

/** Says who of the shop handles a ticket; null: nobody. Only the shop and staff see it. Repeating it changes nothing. */
export async function assignInShop(viewer: Viewer, input: { ticketId: string; userId: string | null }): Promise<void> {
  const ticket = await lockTicket(input.ticketId)
  const shop = (await shopOf.first(ticket.id))!
  if (!canAssignInShop(viewer, shop))
    throw new UserError('FORBIDDEN', 'Only the people of the shop and staff can assign within the shop.')
  if (shop.access === 'none')
    throw new UserError('VALIDATION', 'No shop takes part in this ticket.', ['input', 'ticketId'])
  if (shop.assigneeId === input.userId) return
  if (input.userId !== null && !(isUuid(input.userId) && (await holdMember.first(shop.sellerId, input.userId))))
    throw new UserError('VALIDATION', 'This person does not belong to the shop.', ['input', 'userId'])
  await write.rows(ticket.id, input.userId)
  await appendEvent({
    ticketId: ticket.id,
    kind: 'shop_assigned',
    actorId: viewer.id,
    audience: shop.access === 'requester' ? 'requester' : 'shop',
    data: { userId: input.userId },
  })
}
