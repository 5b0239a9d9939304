import { isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { checkTeam } from '../tickets/holdTeams.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson } from './lockPerson.ts'

const EXPERTISE_MAX = 20
const WORD_MAX = 50

const write = statement('UPDATE users SET expertise = $2, team = $3, updated_at = now() WHERE id = $1')

/** Sets the expertise of a staff member and (unless omitted) their team; null for none. */
export async function setExpertise(
  viewer: Viewer,
  input: { userId: string; expertise: string[]; team?: string | null },
): Promise<void> {
  const person = await lockPerson(viewer, input.userId)
  if (!isStaffRole(person.role)) {
    throw new UserError('VALIDATION', 'Only staff can have expertise and a team.', ['input', 'userId'])
  }
  const words = input.expertise.map((word) => checkedLine(word, { field: 'expertise', max: WORD_MAX }))
  const expertise = [...new Map(words.map((word) => [word.toLowerCase(), word])).values()]
  if (expertise.length > EXPERTISE_MAX) {
    throw new UserError('VALIDATION', `At most ${EXPERTISE_MAX} fields of expertise.`, ['input', 'expertise'])
  }
  const team = input.team === undefined ? person.team : input.team
  if (team !== null && team !== person.team) await checkTeam(team)
  await write.rows(person.id, expertise, team)
}
