import type { Audience } from '../generated/prisma/client.ts'
import { type IdentityRole, isStaffRole } from '../platform/database/identity.ts'
import type { Side } from './audienceScope.ts'

/** Everyone sees a conversation as their own side does; staff also as the other sides. */
export const canViewAs = (own: Side, side: Side): boolean => own === 'staff' || own === side

/** The audiences that a side can write to. Staff write to the shop's side only if there is one. */
export function audiencesOf(side: Side, hasShopSide: boolean): Audience[] {
  if (side !== 'staff') return ['participants', side]
  return hasShopSide ? ['participants', 'staff', 'requester', 'shop'] : ['participants', 'staff', 'requester']
}

/** Whether somebody can write to this audience in any ticket: only staff write internal notes, and only sellers are on a shop's side. */
export const canWriteTo = ({ role }: { role: IdentityRole }, audience: Audience): boolean =>
  isStaffRole(role) || (audience !== 'staff' && (audience !== 'shop' || role === 'seller'))
