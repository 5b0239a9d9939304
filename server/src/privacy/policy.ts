import type { Viewer } from '../viewer/viewer.ts'
import { isStaff } from '../tickets/policy.ts'

/** Staff who take part in a ticket make it confidential, and no longer. */
export const canSetConfidential = (viewer: Pick<Viewer, 'id' | 'role'>, staffIds: readonly string[]): boolean =>
  isStaff(viewer) && staffIds.includes(viewer.id)

/** Admins ask for emergency access. */
export const canRequestEmergencyAccess = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
