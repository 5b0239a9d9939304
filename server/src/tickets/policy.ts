import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** What a decision about a ticket needs to know of it. */
export interface TicketFacts {
  requesterId: string
  participantIds: readonly string[]
  status: 'open' | 'in_progress' | 'resolved' | 'closed'
}

type Who = Pick<Viewer, 'id' | 'role'>

/** Agents and admins run the desk. */
export const isStaff = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

const isRequester = (viewer: Who, ticket: Pick<TicketFacts, 'requesterId'>): boolean => viewer.id === ticket.requesterId

/** Everyone who takes part may write; writing to a ticket that has ended reopens it. */
export const canReply = (viewer: Who, ticket: TicketFacts): boolean =>
  isStaff(viewer) || ticket.participantIds.includes(viewer.id)

/** Status and priority belong to the requester and to staff. */
export const canSetStatus = (viewer: Who, ticket: TicketFacts): boolean =>
  isStaff(viewer) || isRequester(viewer, ticket)

/** See canSetStatus. */
export const canSetPriority = canSetStatus

/** Tags are the sellers' and the staff's way of sorting, from the start of a ticket; buyers only see them. */
export const canTag = (viewer: Who, ticket: Pick<TicketFacts, 'requesterId'>): boolean =>
  isStaff(viewer) || (viewer.role === 'seller' && isRequester(viewer, ticket))

/** Staff may open a ticket for somebody else. */
export const canCreateFor = (viewer: Who, requesterId: string): boolean => isStaff(viewer) || viewer.id === requesterId

/** Staff may say which shop a ticket concerns; sellers file theirs for a shop of their own. */
export const canNameShop = (viewer: Who, shop: { ownerId: string }): boolean =>
  isStaff(viewer) || viewer.id === shop.ownerId

/** Staff take tickets that have not ended. */
export const canClaim = (viewer: Who, ticket: TicketFacts): boolean =>
  isStaff(viewer) && ticket.status !== 'resolved' && ticket.status !== 'closed'

/** Type, assignee, team and notes are the staff's. */
export const canManage = (viewer: Pick<Viewer, 'role'>): boolean => isStaff(viewer)
