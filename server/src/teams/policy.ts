import type { Viewer } from '../viewer/viewer.ts'

/** Only admins add teams. */
export const canAddTeam = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'

/** Only admins rename, retire and restore teams, and see how many people and open tickets each has. */
export const canManageTeams = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
