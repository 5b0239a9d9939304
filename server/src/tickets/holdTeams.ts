import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'

const hold = statement('SELECT pg_advisory_xact_lock_shared(teams_lock())')
const read = statement<{ name: string; isRetired: boolean }>(
  'SELECT name, retired_at IS NOT NULL AS "isRetired" FROM teams WHERE name = ANY ($1::text[])',
)

/** Lets no team be added, renamed or retired until the operation ends; its next statement sees which are retired. */
export async function holdAllTeams(): Promise<void> {
  await hold.rows()
}

/**
 * Which of these teams take tickets; none of them is retired before the operation ends (docs/decisions/080). Operations that put something
 * into a team call it after they have locked their tickets. They do not wait for each other.
 */
export async function holdTeams(names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  await holdAllTeams()
  const found = await read.rows([...new Set(names)])
  return new Set(found.filter(({ isRetired }) => !isRetired).map(({ name }) => name))
}

/** Throws NOT_FOUND unless the team exists, and VALIDATION if it is retired, which does not happen before the operation ends. */
export async function checkTeam(name: string): Promise<void> {
  await holdAllTeams()
  const [team] = await read.rows([name])
  if (!team) throw notFound('team', 'team')
  if (team.isRetired) throw new UserError('VALIDATION', 'This team is retired. Choose another one.', ['input', 'team'])
}
