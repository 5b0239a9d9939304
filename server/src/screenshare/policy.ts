import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Only the sharer can end a share. */
export const canEnd = (viewer: Who, share: { sharerId: string }): boolean => share.sharerId === viewer.id

/** Staff watch shares and ask for them. */
export const canWatch = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

/** The sharer and a watcher signal each other, never themselves. */
export const canSignal = (viewer: Who, share: { sharerId: string }, toId: string): boolean =>
  toId !== viewer.id && (share.sharerId === viewer.id || (canWatch(viewer) && toId === share.sharerId))
