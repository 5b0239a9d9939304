import type pg from 'pg'
import type { TicketStatus } from '../../generated/prisma/client.ts'
import { bulkInsert } from '../bulk/insertRows.ts'
import { sendHints } from '../bulk/sendHints.ts'
import { lockLogs } from '../bulk/lockLogs.ts'
import { messageKey, type Conversation } from './conversations.ts'
import type { ImportedRows } from './importedRows.ts'
import { LogWriter, type LogDeps } from './logWriter.ts'
import type { Report } from './report.ts'

/** The result of loading some conversations. */
export interface LoadedConversations {
  ticketsAdded: number
  ticketsGrown: number
  messagesAdded: number
  messagesKnown: number
  sessionsAdded: number
}

/** What loading needs. */
export interface LoadDeps extends LogDeps {
  client: pg.ClientBase
  rows: ImportedRows
  report: Report
  /** The status of all new tickets, which then count as read. */
  status: TicketStatus | undefined
}

const starRows = bulkInsert<{ userId: string; ticketId: string }>('ticket_stars', [
  { name: 'user_id', type: 'uuid', value: ({ userId }) => userId },
  { name: 'ticket_id', type: 'uuid', value: ({ ticketId }) => ticketId },
])
const noteRows = bulkInsert<{ ticketId: string; body: string }>('ticket_notes', [
  { name: 'ticket_id', type: 'uuid', value: ({ ticketId }) => ticketId },
  { name: 'body', type: 'text', value: ({ body }) => body },
])

/** Loads conversations in the transaction that the client is in: new ones completely, existing ones with what is new in them. */
export async function loadConversations(deps: LoadDeps, batch: readonly Conversation[]): Promise<LoadedConversations> {
  const { client, rows, report } = deps
  const keys = batch.flatMap(({ messages }) => messages.map(messageKey))
  const known = {
    messages: await rows.find('message', keys),
    tickets: await rows.find(
      'ticket',
      batch.map(({ externalId }) => externalId),
    ),
    sessions: await rows.find(
      'session',
      batch.flatMap(({ sessions }) => sessions.map(({ id }) => id)),
    ),
  }
  const ticketOf = await ticketsOfMessages(client, [...known.messages.values()])
  const existing = await existingTickets(client, [...known.tickets.values()])
  const plans = batch.map((conversation) => {
    const messages = conversation.messages.filter((message) => !known.messages.has(messageKey(message)))
    const sessions = conversation.sessions.filter(({ id }) => !known.sessions.has(id))
    const earlier = conversation.messages.findLast((message) =>
      ticketOf.has(known.messages.get(messageKey(message)) ?? ''),
    )
    const own = known.tickets.get(conversation.externalId)
    const ofMessages = earlier && ticketOf.get(known.messages.get(messageKey(earlier))!)
    const ticketId = ofMessages ?? (own !== undefined && existing.has(own) ? own : undefined)
    const isDeleted = conversation.ticket !== null && own !== undefined && ticketId === undefined
    return { conversation, messages, sessions, ticketId, isDeleted }
  })
  const grown = plans.filter(
    ({ ticketId, messages, sessions }) => ticketId !== undefined && messages.length + sessions.length > 0,
  )
  const writer = new LogWriter(
    deps,
    await lockLogs(
      client,
      grown.map(({ ticketId }) => ticketId!),
    ),
  )
  for (const plan of plans) {
    const { conversation, messages, sessions, ticketId, isDeleted } = plan
    const fresh = { ...conversation, messages, sessions }
    if (isDeleted) for (const row of [...messages, ...sessions]) report.lost(row, 'its ticket was deleted in this desk')
    else if (ticketId !== undefined) await writer.grow(ticketId, fresh)
    else if (conversation.ticket !== null || messages.length > 0) await writer.open(fresh)
  }
  await writer.write()
  await noteRows.into(client, writer.notes)
  await starRows.into(client, writer.stars)
  await sendHints(client, writer.ticketIds)
  return { ...writer.counts, messagesKnown: known.messages.size }
}

async function ticketsOfMessages(client: pg.ClientBase, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; ticket: string }>(
    'SELECT id, ticket_id AS ticket FROM ticket_messages WHERE id = ANY ($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ id, ticket }) => [id, ticket]))
}

async function existingTickets(client: pg.ClientBase, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await client.query<{ id: string }>('SELECT id FROM support_tickets WHERE id = ANY ($1::uuid[])', [
    ids,
  ])
  return new Set(rows.map(({ id }) => id))
}
