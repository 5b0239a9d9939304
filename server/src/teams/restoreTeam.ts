import { record } from '../audit/record.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTeam } from './lockTeams.ts'
import type { TeamRow } from './team.ts'

const restore = statement('UPDATE teams SET retired_at = NULL, retired_into = NULL WHERE name = $1')

/** Lets a retired team take tickets again; what went to another team stays there. Admins only. Throws FORBIDDEN and NOT_FOUND. */
export async function restoreTeam(viewer: Viewer, input: { team: string }): Promise<TeamRow> {
  const team = await lockTeam(viewer, input.team)
  if (!team.isRetired) return team
  await restore.rows(team.name)
  await record('team_changed', { change: 'restored', team: team.name, title: team.title })
  return { ...team, isRetired: false }
}
