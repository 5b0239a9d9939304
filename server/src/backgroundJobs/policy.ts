import type { Viewer } from '../viewer/viewer.ts'

/** Admins see background jobs and retry them. */
export const canManageJobs = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
