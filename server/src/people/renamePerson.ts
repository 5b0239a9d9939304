import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson } from './lockPerson.ts'

/** The maximum length of a name, in UTF-16 code units. */
export const NAME_MAX = 100

const write = statement('UPDATE users SET name = $2, updated_at = now() WHERE id = $1')

/** Changes a person's name, which also applies to everything they have written. */
export async function renamePerson(viewer: Viewer, input: { userId: string; name: string }): Promise<void> {
  const person = await lockPerson(viewer, input.userId)
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  if (name !== person.name) await write.rows(person.id, name)
}
