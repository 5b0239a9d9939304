import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockManagedShop } from './lockShop.ts'
import { COLUMNS, findShopInvitation, type ShopInvitation } from './shopInvitation.ts'

const cancel = statement<ShopInvitation & Record<string, unknown>>(`
  UPDATE shop_invitations SET cancelled_at = coalesce(cancelled_at, now()) WHERE id = $1 AND accepted_at IS NULL RETURNING ${COLUMNS}`)

/** Withdraws an invitation to a shop: its link stops working. Repeating it changes nothing. */
export async function cancelShopInvitation(viewer: Viewer, invitationId: string): Promise<ShopInvitation> {
  const invitation = await findShopInvitation(invitationId)
  if (!invitation) throw notFound('invitation', 'invitationId')
  await lockManagedShop(viewer, invitation.shopId)
  // Whoever accepts it holds its row: the update waits, and finds it accepted.
  const cancelled = await cancel.first(invitation.id)
  if (!cancelled) throw new UserError('CONFLICT', 'This invitation has already been accepted.')
  return cancelled
}
