import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockWorkSettings } from './lockWorkSettings.ts'
import { canSetLoadLimit } from './policy.ts'

const LIMIT_MAX = 1_000

const write = statement('UPDATE work_settings SET load_limit = $2 WHERE user_id = $1')

/** Sets with how many open tickets a staff member is given no more automatically; null for no limit. Admins only. */
export async function setLoadLimit(viewer: Viewer, input: { userId: string; limit: number | null }): Promise<void> {
  if (!canSetLoadLimit(viewer)) throw new UserError('FORBIDDEN', 'Only admins can set limits.')
  if (input.limit !== null && (input.limit < 0 || input.limit > LIMIT_MAX))
    throw new UserError('VALIDATION', `From 0 to ${LIMIT_MAX} tickets, or null for no limit.`, ['input', 'limit'])
  await lockWorkSettings(input.userId)
  await write.rows(input.userId, input.limit)
}
