import { LRUCache } from 'lru-cache'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

/** Tables whose rows permanently belong to a ticket, by the name of their type in global ids. */
const TABLES: Record<string, string> = {
  Message: 'ticket_messages',
  ChatRequest: 'chat_requests',
  ScreenShare: 'screen_shares',
}

const known = new LRUCache<string, string>({ max: 10_000 })

/** The tickets that these ids name or belong to, limited to those the current identity may see. */
export async function ticketsOf(ids: ReadonlyMap<string, ReadonlySet<string>>): Promise<string[]> {
  const tickets = new Set(ids.get('Ticket'))
  for (const [type, table] of Object.entries(TABLES)) {
    const uuids = [...(ids.get(type) ?? [])].filter(isUuid)
    const unknown = uuids.filter((id) => !known.has(id))
    if (unknown.length > 0)
      for (const { id, ticketId } of await ticketOf(table).rows(unknown)) if (ticketId) known.set(id, ticketId)
    for (const id of uuids) if (known.has(id)) tickets.add(known.get(id)!)
  }
  return [...tickets]
}

const ticketOf = (table: string) =>
  statement<{ id: string; ticketId: string | null }>(
    `SELECT id, ticket_id AS "ticketId" FROM ${table} WHERE id = ANY ($1::uuid[])`,
  )
