import type { Ticket } from '../generated/prisma/client.ts'
import type { AudienceScope } from './audienceScope.ts'

/** A value of a column as `to_json` writes it. */
type Json<T> = T extends Date ? string : T

/** A column that the API returns unchanged, in a field of the same name. */
interface ShownColumn {
  column: string
  type:
    | 'String'
    | 'StringList'
    | 'Int'
    | 'Boolean'
    | 'DateTime'
    | 'TicketStatus'
    | 'TicketPriority'
    | 'TicketType'
    | 'WaitingOn'
    | 'TicketRecipient'
  nullable?: true
  description: string
}

/** A ticket with the columns that the API names differently. */
type Named = Ticket & { shopTakesPart: Ticket['hasShopSide'] }

/** Each column has the name and nullability given in prisma/schema.prisma. */
type ShownColumns = {
  [K in keyof Named]?: ShownColumn & (null extends Named[K] ? { nullable: true } : { nullable?: never })
}

/**
 * The columns of a ticket that the API returns unchanged. Row types, SQL, the result of a bulk update and the GraphQL
 * fields are derived from this list.
 */
export const SHOWN_COLUMNS = {
  number: { column: 'ticket_number', type: 'String', description: '“TC-0001”.' },
  subject: { column: 'subject', type: 'String', description: 'The subject.' },
  status: { column: 'status', type: 'TicketStatus', description: 'The status.' },
  priority: { column: 'priority', type: 'TicketPriority', description: 'The priority.' },
  type: { column: 'ticket_type', type: 'TicketType', description: 'The type of ticket.' },
  tags: { column: 'tags', type: 'StringList', description: 'The tags.' },
  team: { column: 'team', type: 'String', description: 'The team the ticket is routed to.' },
  addressedTo: { column: 'addressed_to', type: 'TicketRecipient', description: 'Whom the ticket was written to.' },
  shopTakesPart: {
    column: 'has_shop_side',
    type: 'Boolean',
    description:
      'Whether the ticket has a shop’s side: it is addressed to the shop, or somebody of it has joined or was asked in.',
  },
  waitingOn: {
    column: 'waiting_on',
    type: 'WaitingOn',
    nullable: true,
    description:
      'Who must reply next; null if the ticket is resolved or closed. For those who are not staff, only messages to everyone count.',
  },
  waitingSince: {
    column: 'waiting_since',
    type: 'DateTime',
    nullable: true,
    description: 'Since when the ticket has been waiting for a reply.',
  },
  order: {
    column: 'order_reference',
    type: 'String',
    nullable: true,
    description: 'The order that the ticket is about, as the marketplace names it.',
  },
  dueAt: {
    column: 'due_at',
    type: 'DateTime',
    nullable: true,
    description:
      'By when the shop has to answer or, once the platform was asked to step in, staff to decide; null if there is no deadline.',
  },
  escalatedAt: {
    column: 'escalated_at',
    type: 'DateTime',
    nullable: true,
    description: 'When the platform was asked to step in; null if it was not.',
  },
  createdAt: { column: 'created_at', type: 'DateTime', description: 'When the ticket was created.' },
  updatedAt: {
    column: 'updated_at',
    type: 'DateTime',
    description: 'When the ticket last changed, counting only changes the viewer may see.',
  },
  resolvedAt: {
    column: 'resolved_at',
    type: 'DateTime',
    nullable: true,
    description: 'When the ticket was resolved or closed.',
  },
} as const satisfies ShownColumns

/** Columns that other fields are derived from. A bulk update returns the first three. */
const STATE_KEYS = { id: 'id', assigneeId: 'assignee_id', lastSeq: 'last_seq' } as const satisfies Columns
const OTHER_KEYS = {
  requesterId: 'requester_id',
  requesterRole: 'requester_role',
  sellerId: 'seller_id',
  participantIds: 'participant_ids',
  shopParticipantIds: 'shop_participant_ids',
  shopAccess: 'shop_access',
  escalatedAt: 'escalated_at',
  shopAssigneeId: 'shop_assignee_id',
  confidential: 'confidential',
  lastKey: 'last_key',
} as const satisfies Columns
type Columns = { [K in keyof Ticket]?: string }

type ColumnName = keyof typeof SHOWN_COLUMNS | keyof typeof STATE_KEYS | keyof typeof OTHER_KEYS

/** The columns of one ticket, as JSON. */
export type TicketColumns = { [K in ColumnName]: Json<Named[K]> }

const shown = Object.entries(SHOWN_COLUMNS).map(([field, { column }]): [string, string] => [field, column])
const state = [...Object.entries(STATE_KEYS), ...shown]

/** The fields that a bulk update returns. */
export const STATE_COLUMNS: readonly string[] = state.map(([field]) => field)

/** SQL that selects them from a ticket named `table`, each under the name of its field. */
export const selectState = (table: string): string => select(table, state)

/** SQL that selects all columns, each under the name of its field. `scope` provides those that differ between the sides. */
export const selectTicket = (table: string, scope: AudienceScope): string =>
  select(table, [...state, ...Object.entries(OTHER_KEYS)], ofSide(table, scope))

/** SQL for one of the shown columns of a ticket named `table`. */
export const shownColumn = (field: string, table: string, scope: AudienceScope): string =>
  ofSide(table, scope)[field] ?? `${table}.${SHOWN_COLUMNS[field as keyof typeof SHOWN_COLUMNS].column}`

/** The columns that differ between the sides. */
const ofSide = (table: string, scope: AudienceScope): Record<string, string> => ({
  updatedAt: scope.updatedAt(table),
  lastSeq: scope.lastSeq(table),
  lastKey: scope.lastKey(table),
  waitingOn: scope.waitingOn(table),
  waitingSince: scope.waitingSince(table),
})

const select = (table: string, columns: [string, string][], instead: Record<string, string> = {}): string =>
  columns.map(([field, column]) => `${instead[field] ?? `${table}.${column}`} AS "${field}"`).join(', ')
