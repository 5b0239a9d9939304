import { type MessageRow, messageColumns, messageFrom } from '../log/message.ts'
import { perAudienceScope, type AudienceScope } from '../log/audienceScope.ts'
import { isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import { readPeople } from '../viewer/reads.ts'

type JsonRow = { row: Record<string, any> }

const byIds = statement<JsonRow>(`SELECT to_json(x) AS row FROM (
  SELECT ${messageColumns('m', 'author', 'message')} FROM ticket_messages m LEFT JOIN users author ON author.id = m.author_id
  WHERE m.id = ANY ($1::uuid[])) x`)

/** The messages with these ids, in the same order; null for those that the current identity cannot see. */
export async function readMessages(ids: readonly string[]): Promise<(MessageRow | null)[]> {
  const rows = await byIds.rows(ids.filter(isUuid))
  const found = new Map(rows.map(({ row }) => [row['message_id'] as string, messageFrom(row, 'message')]))
  return ids.map((id) => found.get(id) ?? null)
}

/** One message, or null. */
export async function readMessage(id: string): Promise<MessageRow | null> {
  return (await readMessages([id]))[0]!
}

const known = statement<{ id: string }>('SELECT id FROM ticket_messages WHERE id = ANY ($1::uuid[])')

/** Those of these ids whose message the current identity can see. */
export async function readKnown(ids: readonly string[]): Promise<string[]> {
  return (await known.rows(ids.filter(isUuid))).map(({ id }) => id)
}

// Staff move all seqs of their marker, others only `public_seq`, in the numbering of their side: for staff each can be used. A message that a reader
// cannot see has no number on their side.
/** "The read marker `r` has reached the event `e`." */
export const reachedSql = (scope: AudienceScope, r: string, e: string): string =>
  `CASE WHEN ${r}.side = 'shop' THEN ${r}.public_seq >= ${e}.shop_seq
  ELSE ${scope.name === 'staff' ? `${r}.seq >= ${e}.seq OR ` : ''}${r}.public_seq >= ${e}.public_seq OR ${r}.shop_seq >= ${e}.shop_seq END`

const readers = perAudienceScope((scope) =>
  statement<JsonRow>(`SELECT to_json(x) AS row FROM (
    SELECT e.message_id, ${personColumns('u', 'reader')}
    FROM ticket_events e
    JOIN read_markers r ON r.ticket_id = e.ticket_id AND ${reachedSql(scope, 'r', 'e')} AND r.user_id <> e.actor_id
    JOIN users u ON u.id = r.user_id
    WHERE e.message_id = ANY ($1::uuid[]) AND e.kind = 'message_added' AND r.user_id IS DISTINCT FROM (SELECT viewer_id())
    ORDER BY u.name, u.id) x`),
)

/** For each message, the others who have read up to it, by name: neither its author nor the viewer. */
export async function readReaders(messageIds: readonly string[]): Promise<Person[][]> {
  const rows = await readers(currentOperation().identity).rows(messageIds)
  const byMessage = new Map<string, Person[]>(messageIds.map((id) => [id, []]))
  for (const { row } of rows) byMessage.get(row['message_id'])?.push(personFrom(row, 'reader')!)
  return messageIds.map((id) => byMessage.get(id)!)
}

const mentions = statement<{ message_id: string; user_ids: string[] }>(`
  SELECT message_id, array_agg(DISTINCT m.id::uuid) AS user_ids
  FROM ticket_events e, jsonb_array_elements_text(e.data -> 'mentions') AS m (id)
  WHERE e.message_id = ANY ($1::uuid[]) AND e.kind IN ('message_added', 'message_edited') GROUP BY 1`)

/** For each note, the staff members mentioned in it. Reads nothing for an empty list of ids. */
export async function readMentions(messageIds: readonly string[]): Promise<Person[][]> {
  const asked = messageIds.filter(isUuid)
  const rows = asked.length > 0 ? await mentions.rows(asked) : []
  const people = await readPeople([...new Set(rows.flatMap((row) => row.user_ids))])
  const known = new Map(people.flatMap((person) => (person instanceof Error ? [] : [[person.id, person] as const])))
  const byMessage = new Map(rows.map((row) => [row.message_id, row.user_ids]))
  return messageIds.map((id) => (byMessage.get(id) ?? []).flatMap((userId) => known.get(userId) ?? []))
}
