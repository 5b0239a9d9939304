import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Staff set their own working hours and time off, admins everybody's. */
export const canSetHours = (viewer: Pick<Viewer, 'id' | 'role'>, person: { id: string }): boolean =>
  viewer.role === 'admin' || (isStaffRole(viewer.role) && viewer.id === person.id)

/** Staff say of themselves whether they are away. */
export const canSetAway = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

/** Only admins limit how many tickets somebody is given automatically. */
export const canSetLoadLimit = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'

/** Only admins choose how a team’s tickets are assigned. */
export const canSetTeamAssignment = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
