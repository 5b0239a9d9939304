import { record } from '../audit/record.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTeam, teamsLike } from './lockTeams.ts'
import { NAME_MAX, type TeamRow } from './team.ts'

// A team that has its own name as its title has never been renamed.
const write = statement('UPDATE teams SET title = nullif($2::text, name) WHERE name = $1')

/**
 * Sets what people see instead of a team's name, which stays the key. Admins only. Throws VALIDATION, FORBIDDEN, NOT_FOUND, and CONFLICT if
 * another team has this title or name.
 */
export async function renameTeam(viewer: Viewer, input: { team: string; title: string }): Promise<TeamRow> {
  const title = checkedLine(input.title, { field: 'title', max: NAME_MAX })
  const team = await lockTeam(viewer, input.team)
  if ((await teamsLike(title)).some(({ name }) => name !== team.name))
    throw new UserError('CONFLICT', 'There is a team with this name.', ['input', 'title'])
  if (title === team.title) return team
  await write.rows(team.name, title)
  await record('team_changed', { change: 'renamed', team: team.name, from: team.title, to: title })
  return { ...team, title }
}
