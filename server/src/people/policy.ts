import type { Viewer } from '../viewer/viewer.ts'

type Who = Pick<Viewer, 'id' | 'role'>

/** Admins invite, and say who is what. */
export const canManagePeople = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'

/** Nobody takes a role or the way in from themselves: so there is always an admin left. */
export const canChangeAccess = (viewer: Who, person: { id: string }): boolean =>
  canManagePeople(viewer) && viewer.id !== person.id
