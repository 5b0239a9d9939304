import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Only staff save views. */
export const canSaveViews = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

/** Views can be changed by their owner, shared ones also by admins. */
export const canChangeView = (viewer: Who, view: { ownerId: string; shared: boolean }): boolean =>
  viewer.id === view.ownerId || (view.shared && viewer.role === 'admin')
