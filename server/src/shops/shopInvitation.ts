import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

/** An invitation to answer for a shop. */
export interface ShopInvitation {
  id: string
  shopId: string
  email: string
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  cancelledAt: Date | null
}

/** The columns of a ShopInvitation. */
export const COLUMNS = `id, shop_id AS "shopId", email, created_at AS "createdAt", expires_at AS "expiresAt", accepted_at AS "acceptedAt",
  cancelled_at AS "cancelledAt"`

const pending = statement<ShopInvitation & Record<string, unknown>>(`
  SELECT ${COLUMNS} FROM shop_invitations
  WHERE shop_id = ANY ($1::uuid[]) AND accepted_at IS NULL AND cancelled_at IS NULL ORDER BY created_at DESC, id`)
const byId = statement<ShopInvitation & Record<string, unknown>>(
  `SELECT ${COLUMNS} FROM shop_invitations WHERE id = $1`,
)

/** The pending invitations of these shops that the current identity may see, newest first. */
export function readShopInvitations(shopIds: readonly string[]): Promise<ShopInvitation[]> {
  return pending.rows(shopIds)
}

/** One invitation, or undefined. */
export async function findShopInvitation(id: string): Promise<ShopInvitation | undefined> {
  return isUuid(id) ? byId.first(id) : undefined
}
