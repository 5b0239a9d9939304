import { appendFact, emptyLog, type EventRow, type LogState } from './bulk/foldLog.ts'
import type { MessageRow, TicketRow } from './bulk/tables.ts'
import { type Conversation, keyOf } from './conversation.ts'
import { stableId } from './ids.ts'
import { createdAtOf, requesterRoleOf } from './people.ts'

/** A conversation with its ids in the database. */
export interface Identified {
  id: string
  conversation: Conversation
  /** Ordered by time. */
  messages: IdentifiedMessage[]
}

/** A message with its id. */
type IdentifiedMessage = Conversation['messages'][number] & { id: string }

/** Gives a conversation and its messages ids that are the same each time it is read. */
export function identify(kind: string, conversation: Conversation): Identified {
  const { externalId } = conversation
  const messages = conversation.messages.map((message, index) => ({
    ...message,
    id: stableId(kind, 'message', externalId, keyOf(message, index)),
  }))
  messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { id: stableId(kind, 'ticket', externalId), conversation, messages }
}

/** The rows that append messages to a ticket's log, whose `state` is updated. */
export function appendMessages(
  state: LogState,
  ticketId: string,
  messages: readonly IdentifiedMessage[],
  people: ReadonlyMap<string, string>,
): { messages: MessageRow[]; events: EventRow[] } {
  const rows = messages.map(({ id, author, role, audience, body, at }): MessageRow => {
    const authorId = author && role !== 'system' ? people.get(author.email)! : null
    return { id, ticketId, authorId, senderType: role, audience, body, at }
  })
  const events = rows.map(({ id, authorId, senderType, audience, at }) =>
    appendFact(state, ticketId, {
      kind: 'message_added',
      audience,
      actorId: authorId,
      messageId: id,
      data: { sender: senderType },
      at,
    }),
  )
  return { messages: rows, events }
}

/** A new ticket with its complete log. */
export function newTicket(
  { id, conversation, messages }: Identified,
  people: ReadonlyMap<string, string>,
): { ticket: TicketRow; messages: MessageRow[]; events: EventRow[] } {
  const createdAt = createdAtOf(conversation)
  const state = emptyLog(createdAt, conversation.status, conversation.resolvedAt ?? messages.at(-1)!.at)
  const rows = appendMessages(state, id, messages, people)
  const { subject, priority, type, tags, team, requester } = conversation
  const ticket: TicketRow = {
    ...state,
    id,
    subject,
    priority,
    type,
    tags: [...new Set(tags)],
    team,
    createdAt,
    requesterId: people.get(requester.email)!,
    requesterRole: requesterRoleOf(conversation),
    sellerId: null,
    assigneeId: null,
  }
  return { ticket, ...rows }
}
