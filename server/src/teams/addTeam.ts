import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTeams, teamsLike } from './lockTeams.ts'
import { canAddTeam } from './policy.ts'
import { NAME_MAX, type TeamRow } from './team.ts'

const insert = statement('INSERT INTO teams (name) VALUES ($1)')

/**
 * Adds a team that tickets can be routed to. One with this name or title does not change, and is returned. Admins only. Throws FORBIDDEN,
 * VALIDATION, and CONFLICT if that team is retired.
 */
export async function addTeam(viewer: Viewer, input: { name: string }): Promise<TeamRow> {
  if (!canAddTeam(viewer)) throw new UserError('FORBIDDEN', 'Only admins can add teams.')
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  await lockTeams()
  const [there] = await teamsLike(name)
  if (there?.isRetired)
    throw new UserError('CONFLICT', 'There is a retired team with this name. Restore it instead.', ['input', 'name'])
  if (there) return there
  await insert.rows(name)
  return { name, title: name, isRetired: false }
}
