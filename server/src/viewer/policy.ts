import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Person } from './person.ts'

/** How long a person counts as online after they were last seen, in milliseconds. Open sockets are recorded every 30 s. */
const ONLINE_MS = 75_000

/** Email addresses are visible to staff and to their owner. */
export const canSeeEmail = (identity: Identity, person: { id: string }): boolean =>
  isStaffRole(identity.role) || identity.userId === person.id

/** Whether a person is online. */
export function isOnline({ lastSeenAt }: Pick<Person, 'lastSeenAt'>, now = Date.now()): boolean {
  return lastSeenAt !== null && now - new Date(lastSeenAt).getTime() < ONLINE_MS
}
