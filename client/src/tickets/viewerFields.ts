import { isStaff, type Role } from '../lib/roles.ts'
import type { InboxEventsSubscription, TicketPermissionsFragment, TicketRowFragment } from './tickets.generated.ts'

type Facts = Pick<TicketRowFragment, 'status' | 'shopTakesPart'>

/**
 * What staff may do in a ticket, derived from what all staff see of it: the same as the server's answers (`policy.ts`), which frames that
 * all staff share cannot contain.
 */
export const staffPermissions = ({ status, shopTakesPart }: Facts): TicketPermissionsFragment => ({
  viewerSide: 'STAFF',
  viewerAudiences: shopTakesPart
    ? ['PARTICIPANTS', 'STAFF', 'REQUESTER', 'SHOP']
    : ['PARTICIPANTS', 'STAFF', 'REQUESTER'],
  viewerCanReply: true,
  viewerCanClose: true,
  viewerCanTag: true,
  viewerCanManage: true,
  viewerCanClaim: status !== 'RESOLVED' && status !== 'CLOSED',
})

/** The number of unread messages, of those that the viewer can see. */
export const unreadCount = (messageCount: number, read: number): number => Math.max(0, messageCount - read)

/** How many messages the viewer has read, by their own read marker among these. */
export const readCount = (
  markers: readonly { userId: string; messageCount: number }[],
  viewerId: string | undefined,
): number => markers.find(({ userId }) => userId === viewerId)?.messageCount ?? 0

type LiveTicket = Extract<InboxEventsSubscription['inboxEvents'], { cursor: string }>['tickets'][number]

/** A ticket as the inbox feed brings it, with what can be derived for the viewer: not the star. */
export const liveRow = (ticket: LiveTicket, viewer: { id: string; role: Role }) => ({
  ...ticket,
  unreadCount: unreadCount(ticket.messageCount, readCount(ticket.readMarkers, viewer.id)),
  ...(isStaff(viewer.role) && staffPermissions(ticket)),
})
