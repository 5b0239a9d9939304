import type { UserRole } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canChangeAccess, canManagePeople } from './policy.ts'

/** The data that a change of a person depends on. */
interface LockedPerson {
  id: string
  name: string
  role: UserRole
  expertise: string[]
  team: string | null
  disabledAt: Date | null
}

// The same lock as in the trigger keep_an_admin, which serialises such changes.
const lock = statement('SELECT pg_advisory_xact_lock(7270007)')
const read = statement<LockedPerson & Record<string, unknown>>(`
  SELECT id, name, role, expertise, team, disabled_at AS "disabledAt" FROM users WHERE id = ANY ($1::uuid[])`)

/** Lets nobody else change people until the operation ends. */
export async function lockPeople(): Promise<void> {
  await lock.rows()
}

/** Throws FORBIDDEN unless the viewer is an admin. */
export function adminsOnly(viewer: Pick<Viewer, 'role'>): void {
  if (!canManagePeople(viewer)) throw new UserError('FORBIDDEN', 'Only admins can do this.')
}

/**
 * A person, locked against other changes of people until the operation ends. Throws FORBIDDEN unless the viewer is (still)
 * an admin, and NOT_FOUND.
 */
export async function lockPerson(viewer: Viewer, userId: string): Promise<LockedPerson> {
  adminsOnly(viewer)
  if (!isUuid(userId)) throw notFound('person', 'userId')
  await lockPeople()
  const found = await read.rows([userId, viewer.id])
  const self = found.find(({ id }) => id === viewer.id)
  if (!self || self.role !== 'admin' || self.disabledAt) throw new UserError('FORBIDDEN', 'Only admins can do this.')
  const person = found.find(({ id }) => id === userId)
  if (!person) throw notFound('person', 'userId')
  return person
}

/** Throws FORBIDDEN if a viewer would change their own role or disable themselves. */
export function notOneself(viewer: Viewer, person: { id: string }): void {
  if (!canChangeAccess(viewer, person)) {
    throw new UserError('FORBIDDEN', 'You cannot change your own role or disable yourself. Ask another admin.', [
      'input',
      'userId',
    ])
  }
}
