import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** What permissions in a dispute depend on; the viewer sees the ticket. */
export interface Dispute {
  sellerId: string | null
  /** The side on which the people of the shop are. */
  shopAccess: 'none' | 'requester' | 'shop'
  /** The staff who have decided it so far. */
  deciderIds: readonly string[]
}

/** Both sides of a ticket with a shop, or about one, can ask the platform to step in; a shop's own ticket has no other side. */
export const canEscalate = (viewer: Who, { sellerId, shopAccess }: Omit<Dispute, 'deciderIds'>): boolean =>
  !isStaffRole(viewer.role) && sellerId !== null && shopAccess !== 'requester'

/** Staff ask for evidence. */
export const canRequestEvidence = (viewer: Who): boolean => isStaffRole(viewer.role)

/** Staff decide disputes, but nobody decides about an appeal against their own decision. */
export const canDecideCase = (viewer: Who, { deciderIds }: Pick<Dispute, 'deciderIds'>): boolean =>
  isStaffRole(viewer.role) && !deciderIds.includes(viewer.id)

/** Both sides can appeal. */
export const canAppeal = (viewer: Who): boolean => !isStaffRole(viewer.role)
