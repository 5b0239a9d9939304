import { isStaff } from '../tickets/policy.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Only staff write internal notes. */
export const canWriteNote = (viewer: Who): boolean => isStaff(viewer)

/** Authors edit their own messages unless they are deleted. */
export const canEdit = (viewer: Who, message: { authorId: string | null; deletedAt: unknown }): boolean =>
  message.authorId === viewer.id && message.deletedAt === null

/** Only admins delete messages. */
export const canDelete = (viewer: Pick<Viewer, 'role'>): boolean => viewer.role === 'admin'
