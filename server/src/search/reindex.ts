import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'

/** The number of documents of one transaction. */
const BATCH = 500
const START = '00000000-0000-0000-0000-000000000000'

const next = statement<{ id: string }>(
  `SELECT id FROM search_documents WHERE id > $1 AND ($2 OR kind = 'ticket') ORDER BY id LIMIT ${BATCH}`,
)
// An edit or deletion that is under way ends first: the index never gets back a text that is no longer there.
const LOCKS = [
  statement('SELECT 1 FROM support_tickets WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE'),
  statement('SELECT 1 FROM ticket_messages WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE'),
  statement(`SELECT 1 FROM ticket_notes WHERE ticket_id IN (SELECT ticket_id FROM search_documents WHERE id = ANY ($1::uuid[]) AND kind = 'ticket_notes')
    ORDER BY ticket_id FOR NO KEY UPDATE`),
]
const write = statement(`
  WITH texts AS (
    SELECT t.id, search_ticket_vector(t.subject, t.ticket_number, t.tags, search_language()) AS vector FROM support_tickets t WHERE t.id = ANY ($1::uuid[])
    UNION ALL
    SELECT m.id, search_message_vector(m.id, m.body, search_language()) FROM ticket_messages m WHERE m.id = ANY ($1::uuid[]) AND m.body IS NOT NULL
    UNION ALL
    SELECT d.id, search_vector(n.body, 'D', search_language()) FROM search_documents d JOIN ticket_notes n USING (ticket_id)
    WHERE d.id = ANY ($1::uuid[]) AND d.kind = 'ticket_notes')
  UPDATE search_documents d SET vector = texts.vector FROM texts WHERE d.id = texts.id AND d.vector <> texts.vector`)

/**
 * Indexes all documents in the desk's current language, in parts; words are found in the form in which they were typed meanwhile. With
 * `onlyTickets`, only subjects, numbers and tags.
 */
export async function reindexSearch(pools: Pools, signal: AbortSignal, onlyTickets = false): Promise<void> {
  for (let after: string | undefined = START; after !== undefined;) {
    signal.throwIfAborted()
    const from: string = after
    after = await asIdentity(pools, MAINTENANCE, 'write', () => reindexAfter(from, onlyTickets))
  }
}

async function reindexAfter(after: string, onlyTickets: boolean): Promise<string | undefined> {
  const ids = (await next.rows(after, !onlyTickets)).map(({ id }) => id)
  for (const lock of LOCKS) await lock.rows(ids)
  await write.rows(ids)
  return ids.at(-1)
}
