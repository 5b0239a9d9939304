import type pg from 'pg'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { endSignIns } from '../viewer/endSignIns.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson } from './lockPerson.ts'

const erased = statement('SELECT FROM erasures WHERE user_id = $1')
const write = statement('UPDATE users SET disabled_at = NULL, updated_at = now() WHERE id = $1')

/** Enables a disabled person, with their password. `auth` is the pool of sign-in. */
export async function enablePerson(viewer: Viewer, userId: string, auth: pg.Pool): Promise<void> {
  const person = await lockPerson(viewer, userId)
  if (!person.disabledAt) return
  if (await erased.first(person.id))
    throw new UserError('CONFLICT', 'This person was erased and cannot be enabled again.')
  // Sign-ins created while the person was being disabled, or left by a manual change, must not become valid again.
  await endSignIns(auth, person.id)
  await write.rows(person.id)
}
