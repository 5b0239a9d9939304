import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Nobody but the sharer ends a share. */
export const canEnd = (viewer: Who, share: { sharerId: string }): boolean => share.sharerId === viewer.id

/** Staff watch, and ask to. */
export const canWatch = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)

/** Sharer and watcher talk to each other; nobody else does, and nobody to themselves. */
export const canSignal = (viewer: Who, share: { sharerId: string }, toId: string): boolean =>
  toId !== viewer.id && (share.sharerId === viewer.id || (canWatch(viewer) && toId === share.sharerId))
