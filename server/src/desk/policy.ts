import type { Viewer } from '../viewer/viewer.ts'

/** Admins run the desk. */
export const canSetDesk = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
