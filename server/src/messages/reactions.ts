import { statement } from '../platform/database/statement.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'

/** An emoji on a message, and who reacted with it, in the order in which they did. */
export interface Reaction {
  emoji: string
  users: Person[]
}

const read = statement<{ row: Record<string, any> }>(`SELECT to_json(x) AS row FROM (
  SELECT r.message_id, r.emoji, ${personColumns('u', 'user')}
  FROM (SELECT *, min(at) OVER (PARTITION BY message_id, emoji) AS first_at FROM message_reactions WHERE message_id = ANY ($1::uuid[])) r
  JOIN users u ON u.id = r.user_id ORDER BY r.first_at, r.emoji, r.at, u.id) x`)

/** The reactions to each message, the oldest emoji first. */
export async function readReactions(messageIds: readonly string[]): Promise<Reaction[][]> {
  const found = new Map(messageIds.map((id) => [id, new Map<string, Person[]>()]))
  for (const { row } of await read.rows(messageIds)) {
    const emojis = found.get(row['message_id'])!
    const users = emojis.get(row['emoji']) ?? []
    emojis.set(row['emoji'], [...users, personFrom(row, 'user')!])
  }
  return messageIds.map((id) => [...found.get(id)!].map(([emoji, users]) => ({ emoji, users })))
}
