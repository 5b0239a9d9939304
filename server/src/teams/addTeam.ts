import { BY_NAME } from '../platform/database/collation.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canAddTeam } from './policy.ts'

/** The maximum length of a team's name, in UTF-16 code units. */
const NAME_MAX = 80

const insert = statement('INSERT INTO teams (name) VALUES ($1) ON CONFLICT DO NOTHING')
const all = statement<{ name: string }>(`SELECT name FROM teams ORDER BY name ${BY_NAME}`)

/** Every team, ordered by name. */
export function readTeams(): Promise<{ name: string }[]> {
  return all.rows()
}

/** Adds a team that tickets can be routed to; an existing one does not change. Returns its name. Admins only. */
export async function addTeam(viewer: Viewer, input: { name: string }): Promise<string> {
  if (!canAddTeam(viewer)) throw new UserError('FORBIDDEN', 'Only admins can add teams.')
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  await insert.rows(name)
  return name
}
