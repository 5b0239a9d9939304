import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canSetHours } from './policy.ts'

const find = statement<{ userId: string }>('SELECT user_id AS "userId" FROM time_off WHERE id = $1')
const remove = statement('DELETE FROM time_off WHERE id = $1')

/** Removes a time off; returns whose it was. */
export async function removeTimeOff(viewer: Viewer, timeOffId: string): Promise<string> {
  staffOnly(viewer)
  const found = isUuid(timeOffId) ? await find.first(timeOffId) : undefined
  if (!found) throw notFound('time off', 'timeOffId')
  if (!canSetHours(viewer, { id: found.userId }))
    throw new UserError('FORBIDDEN', 'Only admins can set the time off of others.')
  await remove.rows(timeOffId)
  return found.userId
}
