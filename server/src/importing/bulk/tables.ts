import type {
  Audience,
  SenderType,
  TicketPriority,
  TicketRecipient,
  TicketType,
  UserRole,
} from '../../generated/prisma/client.ts'
import type { EventRow, LogState } from './foldLog.ts'
import { bulkInsert, textArray, type Column } from './insertRows.ts'

/** A ticket with the state that results from its log. */
export interface TicketRow extends LogState {
  id: string
  /** A number that it keeps; without one it gets the next. */
  number?: string | undefined
  subject: string
  priority: TicketPriority
  type: TicketType
  tags: readonly string[]
  requesterId: string
  requesterRole: UserRole
  sellerId: string | null
  /** Staff unless given. To a shop only with a shop's side. */
  addressedTo?: TicketRecipient
  escalatedAt?: string | null
  assigneeId: string | null
  team: string
  createdAt: string
}

/** A row of ticket_messages. */
export interface MessageRow {
  id: string
  ticketId: string
  authorId: string | null
  senderType: SenderType
  audience: Audience
  body: string
  attachmentCount?: number
  at: string
}

function column<Row>(name: string, type: string, value: Column<Row>['value'], as?: string): Column<Row> {
  return { name, type, value, ...(as !== undefined && { as }) }
}

/** Teams that tickets are in. */
export const teamRows = bulkInsert<string>('teams', [column('name', 'text', (name) => name)])

/** The trigger assigns the numbers of tickets without one. */
export const ticketRows = bulkInsert<TicketRow>('support_tickets', [
  column('id', 'uuid', (t) => t.id),
  column('ticket_number', 'text', (t) => t.number ?? ''),
  column('subject', 'text', (t) => t.subject),
  column('status', 'ticket_status', (t) => t.status),
  column('priority', 'ticket_priority', (t) => t.priority),
  column('ticket_type', 'ticket_type', (t) => t.type),
  column('tags', 'text', (t) => textArray(t.tags), 'text[]'),
  column('requester_id', 'uuid', (t) => t.requesterId),
  column('requester_role', 'user_role', (t) => t.requesterRole),
  column('seller_id', 'uuid', (t) => t.sellerId),
  column('assignee_id', 'uuid', (t) => t.assigneeId),
  column('team', 'text', (t) => t.team),
  column('created_at', 'timestamptz', (t) => t.createdAt),
  column('resolved_at', 'timestamptz', (t) => t.resolvedAt),
  column('last_seq', 'int4', (t) => t.lastSeq),
  column('public_seq', 'int4', (t) => t.publicSeq),
  column('message_count', 'int4', (t) => t.messageCount),
  column('public_message_count', 'int4', (t) => t.publicMessageCount),
  column('last_message_id', 'uuid', (t) => t.lastMessageId),
  column('public_last_message_id', 'uuid', (t) => t.publicLastMessageId),
  column('updated_at', 'timestamptz', (t) => t.updatedAt),
  column('public_updated_at', 'timestamptz', (t) => t.publicUpdatedAt),
  column('waiting_on', 'waiting_on', (t) => t.waitingOn),
  column('waiting_since', 'timestamptz', (t) => t.waitingSince),
  column('addressed_to', 'ticket_recipient', (t) => t.addressedTo ?? 'staff'),
  column('escalated_at', 'timestamptz', (t) => t.escalatedAt ?? null),
  column('has_shop_side', 'bool', (t) => t.shop !== null),
  column('shop_seq', 'int4', (t) => t.shop?.seq ?? 0),
  column('shop_message_count', 'int4', (t) => t.shop?.messageCount ?? 0),
  column('shop_last_message_id', 'uuid', (t) => t.shop?.lastMessageId ?? null),
  column('shop_updated_at', 'timestamptz', (t) => t.shop?.updatedAt ?? t.createdAt),
  column('shared_waiting_on', 'waiting_on', (t) => t.shop?.waitingOn ?? null),
  column('shared_waiting_since', 'timestamptz', (t) => t.shop?.waitingSince ?? null),
])

/** Messages; the order of the rows does not matter. */
export const messageRows = bulkInsert<MessageRow>('ticket_messages', [
  column('id', 'uuid', (m) => m.id),
  column('ticket_id', 'uuid', (m) => m.ticketId),
  column('author_id', 'uuid', (m) => m.authorId),
  column('sender_type', 'sender_type', (m) => m.senderType),
  column('audience', 'audience', (m) => m.audience),
  column('body', 'text', (m) => m.body),
  column('attachment_count', 'int2', (m) => m.attachmentCount ?? 0),
  column('created_at', 'timestamptz', (m) => m.at),
])

/** Events with their own counters: the trigger allows this to parley_maintenance. */
export const eventRows = bulkInsert<EventRow>('ticket_events', [
  column('ticket_id', 'uuid', (e) => e.ticketId),
  column('seq', 'int4', (e) => e.seq),
  column('public_seq', 'int4', (e) => e.publicSeq),
  column('message_count', 'int4', (e) => e.messageCount),
  column('public_message_count', 'int4', (e) => e.publicMessageCount),
  column('shop_seq', 'int4', (e) => e.shopSeq),
  column('shop_message_count', 'int4', (e) => e.shopMessageCount),
  column('kind', 'event_kind', (e) => e.kind),
  column('audience', 'audience', (e) => e.audience),
  column('actor_id', 'uuid', (e) => e.actorId),
  column('message_id', 'uuid', (e) => e.messageId),
  column('data', 'text', (e) => JSON.stringify(e.data), 'jsonb'),
  column('at', 'timestamptz', (e) => e.at),
])
