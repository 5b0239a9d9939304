import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'role'>

/** Admins set and lift legal holds. */
export const canHold = ({ role }: Who): boolean => role === 'admin'

/** Admins read and change retention rules. */
export const canManageRetention = ({ role }: Who): boolean => role === 'admin'
