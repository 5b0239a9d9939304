import type { Viewer } from '../viewer/viewer.ts'

/** Admins say which teams there are. */
export const canAddTeam = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
