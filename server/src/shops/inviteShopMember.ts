import { newToken } from '../people/invitation.ts'
import { sqlState } from '../platform/database/errors.ts'
import { savepoint } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type LockedShop, lockManagedShop } from './lockShop.ts'
import { COLUMNS, type ShopInvitation } from './shopInvitation.ts'

/** An invitation, its shop, and the token of its link, which is stored nowhere. */
export interface ShopInvited {
  invitation: ShopInvitation
  shop: LockedShop
  token: string
}

/** How many invitations of one shop may be open: against mails to strangers in a shop's name. */
const PENDING_MAX = 20
/** And how many it may send within a day. */
const DAILY_MAX = 50

const sentBefore = statement<{ open: number; today: number }>(`
  SELECT (count(*) FILTER (WHERE accepted_at IS NULL AND cancelled_at IS NULL AND expires_at > now()))::int AS open,
    (count(*) FILTER (WHERE created_at > now() - interval '1 day'))::int AS today
  FROM shop_invitations WHERE shop_id = $1`)
// An expired invitation gives way to a new one.
const replaceExpired = statement(`
  UPDATE shop_invitations SET cancelled_at = now()
  WHERE shop_id = $1 AND email = $2 AND accepted_at IS NULL AND cancelled_at IS NULL AND expires_at <= now()`)
const insert = statement<ShopInvitation & Record<string, unknown>>(`
  INSERT INTO shop_invitations (shop_id, email, token_hash, invited_by, expires_at)
  VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`)

/**
 * Invites somebody to answer for a shop. It does not say whether the address has an account: the link does, to whoever holds it.
 * CONFLICT if the address is already invited, VALIDATION if too many are.
 */
export async function inviteShopMember(
  viewer: Viewer,
  input: { sellerId: string; email: string },
): Promise<ShopInvited> {
  const email = normalizeEmail(input.email)
  if (!email) throw new UserError('VALIDATION', 'This is not an email address.', ['input', 'email'])
  const shop = await lockManagedShop(viewer, input.sellerId)
  if (shop.closedAt) throw new UserError('VALIDATION', 'This shop is closed.', ['input', 'sellerId'])
  const { open, today } = (await sentBefore.first(shop.id))!
  if (open >= PENDING_MAX || today >= DAILY_MAX)
    throw new UserError('VALIDATION', 'This shop has sent too many invitations. Cancel some, or try again tomorrow.')
  await replaceExpired.rows(shop.id, email)
  const { token, hash, expiresAt } = newToken()
  try {
    const invitation = await savepoint(async () => (await insert.first(shop.id, email, hash, viewer.id, expiresAt))!)
    return { invitation, shop, token }
  } catch (error) {
    if (sqlState(error) === '23505')
      throw new UserError('CONFLICT', 'This address has already been invited to the shop.', ['input', 'email'])
    throw error
  }
}
