import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockWorkSettings } from './lockWorkSettings.ts'
import { canSetHours } from './policy.ts'

/** How many times off somebody can have that are not over. */
const TIMES_OFF_MAX = 100

const count = statement<{ count: number }>(
  'SELECT count(*)::int AS count FROM time_off WHERE user_id = $1 AND ends_at > now()',
)
const insert = statement('INSERT INTO time_off (user_id, starts_at, ends_at) VALUES ($1, $2, $3)')

/** Adds a time in which a staff member does not work. */
export async function addTimeOff(viewer: Viewer, input: { userId: string; from: Date; until: Date }): Promise<void> {
  if (!canSetHours(viewer, { id: input.userId }))
    throw new UserError('FORBIDDEN', 'Only admins can set the time off of others.')
  if (input.from >= input.until) throw new UserError('VALIDATION', 'Time off ends after it starts.', ['input', 'until'])
  if (input.until <= new Date()) throw new UserError('VALIDATION', 'This time is over.', ['input', 'until'])
  await lockWorkSettings(input.userId)
  if ((await count.first(input.userId))!.count >= TIMES_OFF_MAX)
    throw new UserError('VALIDATION', `At most ${TIMES_OFF_MAX} times off.`, ['input', 'from'])
  await insert.rows(input.userId, input.from, input.until)
}
