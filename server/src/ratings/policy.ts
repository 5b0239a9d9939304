import { type Identity, isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** What permissions to rate a ticket depend on. */
interface RatedTicket {
  requesterId: string
  assigneeId: string | null
}

/** Only the requester rates a ticket, unless they are staff or it is assigned to them. In SQL: the policies of ticket_ratings. */
export const canRate = (viewer: Who, ticket: RatedTicket): boolean =>
  viewer.id === ticket.requesterId && !isStaffRole(viewer.role) && ticket.assigneeId !== viewer.id

/** Staff and the requester see the rating of a ticket. */
export const canSeeRating = (
  { role, userId }: Pick<Identity, 'role' | 'userId'>,
  ticket: Pick<RatedTicket, 'requesterId'>,
): boolean => isStaffRole(role) || userId === ticket.requesterId
