import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canManageTeams } from './policy.ts'
import { readTeam, TEAM_COLUMNS, type TeamRow } from './team.ts'

const lock = statement('SELECT pg_advisory_xact_lock(teams_lock())')
const like = statement<TeamRow & Record<string, unknown>>(`
  SELECT ${TEAM_COLUMNS} FROM teams WHERE search_key(name) = search_key($1) OR search_key(title) = search_key($1)
  ORDER BY name = $1 DESC, name`)

/**
 * Waits for operations that put something into a team or change teams, and lets none begin until this one ends. Whoever holds it waits for no
 * ticket and no batch: these are locked by operations that wait for it.
 */
export async function lockTeams(): Promise<void> {
  await lock.rows()
}

/** Begins a change of a team. Throws FORBIDDEN unless the viewer is an admin, and NOT_FOUND. */
export async function lockTeam(viewer: Pick<Viewer, 'role'>, name: string): Promise<TeamRow> {
  if (!canManageTeams(viewer)) throw new UserError('FORBIDDEN', 'Only admins can change teams.')
  await lockTeams()
  const team = await readTeam(name)
  if (!team) throw notFound('team', 'team')
  return team
}

/** The teams that people would take for one with this title: another case or other accents do not make a difference. */
export function teamsLike(title: string): Promise<TeamRow[]> {
  return like.rows(title)
}
