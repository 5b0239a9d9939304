import type pg from 'pg'
import { UserError } from '../platform/userError.ts'
import { joinShop } from '../viewer/acceptShopInvitation.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canJoinShops } from './policy.ts'

/**
 * Accepts an invitation to a shop as a seller who has an account. Returns the shop's id. Accepting it again as the same person
 * changes nothing. Written by the pool of sign-in, as an account that an invitation creates is: sellers cannot make themselves
 * members of shops.
 */
export async function acceptShopInvitation(viewer: Viewer, token: string, auth: pg.Pool): Promise<string> {
  if (!canJoinShops(viewer))
    throw new UserError('FORBIDDEN', 'Only sellers can answer for a shop. Accept the invitation with another account.')
  const shopId = await joinShop(auth, token, viewer.id)
  if (!shopId)
    throw new UserError('NOT_FOUND', 'This link has been used or withdrawn, or has expired.', ['input', 'token'])
  return shopId
}
