import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson } from './lockPerson.ts'

/** The longest name, in UTF-16 code units. */
export const NAME_MAX = 100

const write = statement('UPDATE users SET name = $2, updated_at = now() WHERE id = $1')

/** Gives a person another name, in everything they have written too. */
export async function renamePerson(viewer: Viewer, input: { userId: string; name: string }): Promise<void> {
  const person = await lockPerson(viewer, input.userId)
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  if (name !== person.name) await write.rows(person.id, name)
}
