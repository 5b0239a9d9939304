import { isStaff } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Internal notes are the staff's. */
export const canWriteNote = (viewer: Who): boolean => isStaff(viewer)

/** One's own words, for as long as they stand. */
export const canEdit = (viewer: Who, message: { authorId: string | null; deletedAt: unknown }): boolean =>
  message.authorId === viewer.id && message.deletedAt === null

/** Taking words away is for admins. */
export const canDelete = (viewer: Pick<Viewer, 'role'>): boolean => viewer.role === 'admin'
