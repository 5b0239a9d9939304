import type pg from 'pg'
import type { EventRow } from './bulk/foldLog.ts'
import { sendHints } from './bulk/sendHints.ts'
import { eventRows, messageRows, teamRows, ticketRows, type MessageRow, type TicketRow } from './bulk/tables.ts'
import type { Conversation } from './conversation.ts'
import { growTickets } from './growTickets.ts'
import { ensurePeople } from './people.ts'
import { identify, newTicket, type Identified } from './ticketOf.ts'

/** The result of loading some conversations. */
export interface Loaded {
  ticketsAdded: number
  /** Existing tickets that got new messages. */
  ticketsGrown: number
  messagesAdded: number
}

/**
 * Loads conversations in the transaction that `client` (parley_maintenance) is in: new ones completely, existing ones with
 * their missing messages. Each external id at most once in a batch. Hints are sent with the commit.
 */
export async function loadBatch(
  client: pg.ClientBase,
  kind: string,
  conversations: readonly Conversation[],
): Promise<Loaded> {
  const batch = conversations.map((conversation) => identify(kind, conversation))
  const known = await idsThere(
    client,
    'support_tickets',
    batch.map(({ id }) => id),
  )
  const fresh = batch.filter(({ id }) => !known.has(id))
  const grown = await withNewMessages(
    client,
    batch.filter(({ id }) => known.has(id)),
  )
  const people = await ensurePeople(
    client,
    [...fresh, ...grown].map(({ conversation }) => conversation),
  )
  await addTeams(client, fresh)
  await writeNew(client, fresh, people)
  await growTickets(client, grown, people)
  await sendHints(
    client,
    [...fresh, ...grown].map(({ id }) => id),
  )
  return {
    ticketsAdded: fresh.length,
    ticketsGrown: grown.length,
    messagesAdded: [...fresh, ...grown].reduce((sum, { messages }) => sum + messages.length, 0),
  }
}

async function withNewMessages(client: pg.ClientBase, batch: Identified[]): Promise<Identified[]> {
  const known = await idsThere(
    client,
    'ticket_messages',
    batch.flatMap(({ messages }) => messages.map(({ id }) => id)),
  )
  return batch
    .map((one) => ({ ...one, messages: one.messages.filter(({ id }) => !known.has(id)) }))
    .filter(({ messages }) => messages.length > 0)
}

async function idsThere(client: pg.ClientBase, table: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${table} WHERE id = ANY ($1::uuid[])`, [ids])
  return new Set(rows.map(({ id }) => id))
}

async function addTeams(client: pg.ClientBase, fresh: Identified[]): Promise<void> {
  const teams = [...new Set(fresh.map(({ conversation }) => conversation.team))].toSorted()
  await teamRows.into(client, teams)
}

async function writeNew(
  client: pg.ClientBase,
  fresh: Identified[],
  people: ReadonlyMap<string, string>,
): Promise<void> {
  const tickets: TicketRow[] = []
  const messages: MessageRow[] = []
  const events: EventRow[] = []
  for (const one of fresh) {
    const rows = newTicket(one, people)
    tickets.push(rows.ticket)
    messages.push(...rows.messages)
    events.push(...rows.events)
  }
  await ticketRows.into(client, tickets)
  await messageRows.into(client, messages)
  await eventRows.into(client, events)
}
