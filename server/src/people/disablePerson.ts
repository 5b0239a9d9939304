import type pg from 'pg'
import { statement } from '../platform/database/statement.ts'
import { returnTickets } from '../tickets/returnTickets.ts'
import { endSignIns } from '../viewer/endSignIns.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson, notOneself } from './lockPerson.ts'

const write = statement('UPDATE users SET disabled_at = now(), updated_at = now() WHERE id = $1')

/**
 * Disables a person: sign-ins and tokens end, open feeds stop, and their tickets return to the queue. What they wrote is
 * kept. Returns the number of returned tickets. `auth` is the pool of sign-in.
 */
export async function disablePerson(viewer: Viewer, userId: string, auth: pg.Pool): Promise<number> {
  const person = await lockPerson(viewer, userId)
  notOneself(viewer, person)
  if (person.disabledAt) return 0
  await endSignIns(auth, person.id)
  await write.rows(person.id)
  return returnTickets(viewer, person.id)
}
