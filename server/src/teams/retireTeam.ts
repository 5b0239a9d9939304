import { record } from '../audit/record.ts'
import { statement } from '../platform/database/statement.ts'
import { forWholeDesk } from '../platform/database/wholeDesk.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockPeople } from '../people/lockPerson.ts'
import { holdTags } from '../tickets/holdTags.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockTeam } from './lockTeams.ts'
import { canManageTeams } from './policy.ts'
import { DEFAULT_TEAM, DISPUTES_TEAM, readTeam, type TeamRow } from './team.ts'

const retire = statement('UPDATE teams SET retired_at = now(), retired_into = $2 WHERE name = $1')
// What was retired into this one before.
const follow = statement('UPDATE teams SET retired_into = $2 WHERE retired_into = $1')
const movePeople = statement('UPDATE users SET team = $2, updated_at = now() WHERE team = $1')
const moveMacros = statement('UPDATE macros SET team = $2, updated_at = now() WHERE team = $1')
const moveDisputes = statement(`
  UPDATE desk_settings SET dispute_team = $2 WHERE dispute_team = $1 OR (dispute_team IS NULL AND $1 = '${DISPUTES_TEAM}')`)

/**
 * Retires a team: it is no longer offered and takes no tickets. Its people, the macros that route to it and its disputes go to `into` at
 * once, its open tickets by a job; ended tickets stay. Admins only. Throws FORBIDDEN, NOT_FOUND, and VALIDATION for the team of new tickets and
 * if `into` is the same team or retired. A retired team does not change.
 */
export async function retireTeam(viewer: Viewer, input: { team: string; into: string }): Promise<TeamRow> {
  if (canManageTeams(viewer)) {
    // Macros hold the tags, and people are locked before teams.
    await holdTags()
    await lockPeople()
  }
  const team = await lockTeam(viewer, input.team)
  const successor = await successorOf(input)
  if (team.name === DEFAULT_TEAM)
    throw new UserError('VALIDATION', 'New tickets go to this team, so it cannot be retired. Rename it instead.', [
      'input',
      'team',
    ])
  if (team.isRetired) return team
  for (const each of [retire, follow, movePeople, moveDisputes]) await each.rows(team.name, input.into)
  // Also those of others that the admin does not see.
  await forWholeDesk(() => moveMacros.rows(team.name, input.into))
  // Also tickets that the admin does not see.
  await addJob('move_retired_tickets', {})
  await record('team_changed', { change: 'retired', team: team.name, title: team.title, into: successor.title })
  return { ...team, isRetired: true }
}

async function successorOf({ team, into }: { team: string; into: string }): Promise<TeamRow> {
  const path = ['input', 'into']
  if (team === into) throw new UserError('VALIDATION', 'Choose another team.', path)
  const successor = await readTeam(into)
  if (!successor) throw notFound('team', 'into')
  if (successor.isRetired) throw new UserError('VALIDATION', 'This team is retired. Choose another one.', path)
  return successor
}
