import type { Audience } from '../generated/prisma/client.ts'
import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Whether a message to this audience reopens a ticket that has ended: others would notice one that they cannot see. */
export const reopens = (audience: Audience, hasShopSide: boolean): boolean =>
  audience === 'participants' || (audience === 'requester' && !hasShopSide)

/** Authors edit their own messages unless they are deleted. */
export const canEdit = (viewer: Who, message: { authorId: string | null; deletedAt: unknown }): boolean =>
  message.authorId === viewer.id && message.deletedAt === null

/** Authors delete their own messages, within the period that the desk sets. */
export const canDeleteOwn = (viewer: Who, message: { authorId: string | null }): boolean =>
  message.authorId === viewer.id

/** Only admins delete every message. */
export const canDelete = (viewer: Pick<Viewer, 'role'>): boolean => viewer.role === 'admin'
