import type { UserRole } from '../generated/prisma/client.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'

const read = statement<{ role: UserRole }>('SELECT role FROM users WHERE id = $1')
// The update takes the lock and changes nothing.
const lock = statement(`
  INSERT INTO work_settings (user_id) VALUES ($1) ON CONFLICT (user_id) DO UPDATE SET time_zone = work_settings.time_zone`)

/** Locks when and how much a staff member works, until the operation ends. Throws NOT_FOUND, and VALIDATION for somebody who is not staff. */
export async function lockWorkSettings(userId: string): Promise<void> {
  const person = isUuid(userId) ? await read.first(userId) : undefined
  if (!person) throw notFound('person', 'userId')
  if (!isStaffRole(person.role))
    throw new UserError('VALIDATION', 'Only staff have working hours, time off and a limit.', ['input', 'userId'])
  await lock.rows(userId)
}
