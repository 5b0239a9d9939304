import type { Viewer } from '../viewer/viewer.ts'

type Owner = { id: string; isService: boolean }

/** People create tokens for themselves, admins also for service accounts. */
export const canCreateToken = (viewer: Pick<Viewer, 'id' | 'role'>, owner: Owner): boolean =>
  viewer.id === owner.id || (viewer.role === 'admin' && owner.isService)

/** People revoke their own tokens, admins all. */
export const canRevokeToken = (viewer: Pick<Viewer, 'id' | 'role'>, owner: Pick<Owner, 'id'>): boolean =>
  viewer.id === owner.id || viewer.role === 'admin'
