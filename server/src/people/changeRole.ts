import type { UserRole } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { returnTickets } from '../tickets/returnTickets.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson, notOneself } from './lockPerson.ts'

const write = statement('UPDATE users SET role = $2::user_role, updated_at = now() WHERE id = $1')

/**
 * Changes a person's role; their open feeds end immediately, and restart in the new role. The tickets of a person who is no
 * longer staff return to the queue. Returns the number of these tickets.
 */
export async function changeRole(viewer: Viewer, input: { userId: string; role: UserRole }): Promise<number> {
  const person = await lockPerson(viewer, input.userId)
  notOneself(viewer, person)
  if (person.role === input.role) return 0
  await write.rows(person.id, input.role)
  const leavesStaff = isStaffRole(person.role) && !isStaffRole(input.role)
  return leavesStaff ? returnTickets(viewer, person.id) : 0
}
