import type { Viewer } from '../viewer/viewer.ts'

/** Admins see the mails that were received, with those that were rejected. */
export const canSeeMails = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
