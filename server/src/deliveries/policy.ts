import type { Viewer } from '../viewer/viewer.ts'

/** Admins see why others were (not) sent notifications, and the mails that a desk without a mail server stores. */
export const canInspectDeliveries = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
