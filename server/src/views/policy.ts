import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Views are the staff's. */
export const canSaveViews = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

/** Whose it is changes it; what all share an admin does, too. */
export const canChangeView = (viewer: Who, view: { ownerId: string; shared: boolean }): boolean =>
  viewer.id === view.ownerId || (view.shared && viewer.role === 'admin')
