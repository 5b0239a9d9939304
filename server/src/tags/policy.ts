import type { Viewer } from '../viewer/viewer.ts'

/** Only admins rename, merge, delete and colour the desk's tags; who may set a tag on a ticket is in tickets/policy.ts. */
export const canManageTags = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
