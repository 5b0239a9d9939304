import type { TeamAssignment } from '../generated/prisma/client.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canSetTeamAssignment } from './policy.ts'

const write = statement<{ name: string }>(
  'UPDATE teams SET assignment = $2::team_assignment WHERE name = $1 RETURNING name',
)

/** Sets how the tickets of a team are assigned; with round robin, those that wait already are assigned too. Admins only. */
export async function setTeamAssignment(
  viewer: Viewer,
  input: { team: string; assignment: TeamAssignment },
): Promise<void> {
  if (!canSetTeamAssignment(viewer)) throw new UserError('FORBIDDEN', 'Only admins can set how tickets are assigned.')
  if (!(await write.first(input.team, input.assignment))) throw notFound('team', 'team')
  if (input.assignment === 'round_robin') await addJob('assign_waiting_tickets', {})
}
