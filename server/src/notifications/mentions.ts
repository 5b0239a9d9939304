import { statement } from '../platform/database/statement.ts'

/** A person who can be mentioned. */
interface Named {
  id: string
  name: string
}

const staff = statement<Named>(
  `SELECT id, name FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL ORDER BY name, id`,
)

/**
 * Who is mentioned in a note: `@` and a name of staff, as it is or in other case. The longest name wins (“@Ann Lee” is not
 * “@Ann”), and of two people of one name both are meant.
 */
export async function mentionedIn(body: string): Promise<string[]> {
  return body.includes('@') ? findMentions(body, await staff.rows()) : []
}

/** `mentionedIn` among these people. */
export function findMentions(body: string, people: readonly Named[]): string[] {
  const text = body.normalize('NFC').toLowerCase()
  const named = people
    .map(({ id, name }) => ({ id, name: name.normalize('NFC').toLowerCase() }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => b.name.length - a.name.length)
  const found = new Set<string>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    // An address is no mention.
    if (isWord(text[at - 1])) continue
    const meant = named.find(({ name }) => text.startsWith(name, at + 1) && !isWord(text[at + 1 + name.length]))
    for (const { id, name } of named) if (name === meant?.name) found.add(id)
  }
  return [...found]
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character)
