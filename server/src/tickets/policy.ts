import type { ShopAccess, TicketRecipient } from '../generated/prisma/client.ts'
import { hasEnded } from '../log/ticketStatus.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** The fields of a ticket that permissions depend on. */
export interface TicketFacts {
  requesterId: string
  participantIds: readonly string[]
  /** Whether the viewer is one of the people of the ticket's shop, which takes part in it. */
  viewerIsOfShop?: boolean
  /** On which side the shop is; whether the ticket was written to it, and whether the platform was asked in. */
  shopAccess?: ShopAccess
  addressedTo?: TicketRecipient
  escalatedAt?: unknown
  status: 'open' | 'in_progress' | 'resolved' | 'closed'
}

type Who = Pick<Viewer, 'id' | 'role'>

/** Staff are agents and admins. */
export const isStaff = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

const isRequester = (viewer: Who, ticket: Pick<TicketFacts, 'requesterId'>): boolean => viewer.id === ticket.requesterId

/** Every participant and the people of a shop that takes part can reply; a reply to a resolved or closed ticket reopens it. */
export const canReply = (viewer: Who, ticket: TicketFacts): boolean =>
  isStaff(viewer) || ticket.participantIds.includes(viewer.id) || ticket.viewerIsOfShop === true

/** The requester files a ticket, and with a seller all people of the shop. */
const isFiledBy = (viewer: Who, ticket: Filed): boolean =>
  isRequester(viewer, ticket) || (ticket.viewerIsOfShop === true && ticket.shopAccess === 'requester')
type Filed = Pick<TicketFacts, 'requesterId' | 'viewerIsOfShop' | 'shopAccess' | 'addressedTo'>

/** Whether the viewer is one of the people of the shop that a ticket was written to. */
const isWrittenTo = ({ viewerIsOfShop, shopAccess, addressedTo }: Filed): boolean =>
  viewerIsOfShop === true && shopAccess === 'shop' && addressedTo === 'shop'

/**
 * Those who filed a ticket and staff set its status. The people of the shop that it was written to do so until the platform is asked
 * in, but closing it is left to the others.
 */
export const canSetStatus = (viewer: Who, ticket: TicketFacts, to?: TicketFacts['status']): boolean =>
  canSetPriority(viewer, ticket) || (isWrittenTo(ticket) && !ticket.escalatedAt && to !== 'closed')

/** Those who filed a ticket and staff set its priority. */
export const canSetPriority = (viewer: Who, ticket: TicketFacts): boolean =>
  isStaff(viewer) || isFiledBy(viewer, ticket)

/** Sellers tag tickets that their shop filed or that were written to it, staff all tickets, also when creating them; buyers can only see tags. */
export const canTag = (viewer: Who, ticket: Filed): boolean =>
  isStaff(viewer) || (viewer.role === 'seller' && (isFiledBy(viewer, ticket) || isWrittenTo(ticket)))

/** Staff can create tickets for other people. */
export const canCreateFor = (viewer: Who, requesterId: string): boolean => isStaff(viewer) || viewer.id === requesterId

/** Staff and buyers can choose any shop for a ticket, sellers those they answer for. */
export const canNameShop = ({ role }: Pick<Viewer, 'role'>, shop: { isOwn: boolean }): boolean =>
  role !== 'seller' || shop.isOwn

/** What assigning within a shop depends on: where the shop is in the ticket, and whether the viewer is one of its people. */
export interface ShopSide {
  access: ShopAccess
  isViewers: boolean
}

/** The people of a shop that takes part, and staff, say who of the shop handles a ticket. */
export const canAssignInShop = (viewer: Pick<Viewer, 'role'>, { access, isViewers }: ShopSide): boolean =>
  isStaff(viewer) || (isViewers && access !== 'none')

/** Staff claim tickets that are not resolved or closed. */
export const canClaim = (viewer: Who, ticket: TicketFacts): boolean => isStaff(viewer) && !hasEnded(ticket.status)

/** Staff unclaim tickets assigned to themselves, admins all tickets. */
export const canUnclaim = (viewer: Who, ticket: { assigneeId: string | null }): boolean =>
  viewer.role === 'admin' || (isStaff(viewer) && viewer.id === ticket.assigneeId)

/** Only staff set type, assignee, team and notes. */
export const canManage = (viewer: Pick<Viewer, 'role'>): boolean => isStaff(viewer)
