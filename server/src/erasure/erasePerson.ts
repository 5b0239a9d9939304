import type pg from 'pg'
import { disablePerson } from '../people/disablePerson.ts'
import { lockPerson, notOneself } from '../people/lockPerson.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { eraseSoon } from './erasures.ts'

const emailOf = statement<{ email: string }>('SELECT email FROM users WHERE id = $1')
const request = statement('INSERT INTO erasures (user_id, requested_by) VALUES ($1, $2) ON CONFLICT DO NOTHING')

/**
 * Erases a person: their access ends at once, and a background job removes what they wrote and who they were. `email` is their
 * address, typed as a confirmation. Repeating it starts the job again. Returns the number of tickets that return to the queue.
 */
export async function erasePerson(
  viewer: Viewer,
  input: { userId: string; email: string },
  auth: pg.Pool,
): Promise<number> {
  const person = await lockPerson(viewer, input.userId)
  notOneself(viewer, person)
  const { email } = (await emailOf.first(person.id))!
  if (email !== input.email.trim().toLowerCase())
    throw new UserError('VALIDATION', 'This is not the person’s email address.', ['input', 'email'])
  const returned = await disablePerson(viewer, person.id, auth)
  await request.rows(person.id, viewer.id)
  await eraseSoon()
  return returned
}
