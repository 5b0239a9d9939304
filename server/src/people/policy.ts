import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Only admins invite people and set roles. */
export const canManagePeople = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'

/** Admins cannot change their own role or disable themselves, so there is always an admin left. */
export const canChangeAccess = (viewer: Who, person: { id: string }): boolean =>
  canManagePeople(viewer) && viewer.id !== person.id
