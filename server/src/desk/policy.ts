import type { Viewer } from '../viewer/viewer.ts'

/** Only admins change the desk settings. */
export const canSetDesk = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
