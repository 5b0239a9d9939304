import { statement } from './database/statement.ts'
import { UserError } from './userError.ts'

const isTimeZone = statement<{ known: boolean }>(
  'SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = $1) AS known',
)

/** Throws VALIDATION unless it is the name of a time zone: browsers show times in it, and PostgreSQL computes with it. */
export async function checkTimeZone(name: string): Promise<void> {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    if ((await isTimeZone.first(name))?.known) return
  } catch {
    // Unknown to Intl.
  }
  throw new UserError('VALIDATION', 'There is no such time zone.', ['input', 'timeZone'])
}
