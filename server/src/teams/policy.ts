import type { Viewer } from '../viewer/viewer.ts'

/** Only admins add teams. */
export const canAddTeam = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
