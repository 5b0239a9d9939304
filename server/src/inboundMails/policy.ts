import type { Viewer } from '../viewer/viewer.ts'

/** Admins see all received mails, including rejected ones. */
export const canSeeMails = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
