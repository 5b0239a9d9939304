import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Staff schedule, move and cancel sessions, and record their outcome. */
export const canSchedule = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

/** Participants respond to invitations. */
export const canRespond = (viewer: Who, ticket: { participantIds: readonly string[] }): boolean =>
  !isStaffRole(viewer.role) && ticket.participantIds.includes(viewer.id)

/** The host and admins try again to get a meeting link. */
export const canRetry = (viewer: Who, session: { hostId: string }): boolean =>
  viewer.role === 'admin' || (canSchedule(viewer) && viewer.id === session.hostId)
