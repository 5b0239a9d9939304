import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Person } from './person.ts'

/** Somebody counts as here for so long after they were last seen, in milliseconds. Open sockets are seen every 30 s. */
const ONLINE_MS = 75_000

/** Addresses are for staff, and for the person alone. */
export const canSeeEmail = (identity: Identity, person: { id: string }): boolean =>
  isStaffRole(identity.role) || identity.userId === person.id

/** Whether a person has been here just now. */
export function isOnline({ lastSeenAt }: Pick<Person, 'lastSeenAt'>, now = Date.now()): boolean {
  return lastSeenAt !== null && now - new Date(lastSeenAt).getTime() < ONLINE_MS
}
