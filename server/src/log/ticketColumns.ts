import type { Ticket } from '../generated/prisma/client.ts'

/** A value of a column as `to_json` writes it. */
type Json<T> = T extends Date ? string : T

/** A column that the API shows as it is, in a field of the same name. */
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
  nullable?: true
  description: string
}

/** Each column has the name and the nullability that prisma/schema.prisma gives it. */
type ShownColumns = {
  [K in keyof Ticket]?: ShownColumn & (null extends Ticket[K] ? { nullable: true } : { nullable?: never })
}

/**
 * The columns of a ticket that the API shows as they are. Row types, SQL, the answer of a bulk update and the GraphQL fields
 * are all made from this list.
 */
export const SHOWN_COLUMNS = {
  number: { column: 'ticket_number', type: 'String', description: '“TC-0001”.' },
  subject: { column: 'subject', type: 'String', description: 'What it is about.' },
  status: { column: 'status', type: 'TicketStatus', description: 'Its status.' },
  priority: { column: 'priority', type: 'TicketPriority', description: 'How urgent it is.' },
  type: { column: 'ticket_type', type: 'TicketType', description: 'The type of ticket.' },
  tags: { column: 'tags', type: 'StringList', description: 'The tags.' },
  team: { column: 'team', type: 'String', description: 'The team it is routed to.' },
  waitingOn: {
    column: 'waiting_on',
    type: 'WaitingOn',
    nullable: true,
    description: 'Who has to answer next; null if the ticket is resolved or closed.',
  },
  waitingSince: {
    column: 'waiting_since',
    type: 'DateTime',
    nullable: true,
    description: 'Since when the ticket has been waiting for them.',
  },
  createdAt: { column: 'created_at', type: 'DateTime', description: 'When it was opened.' },
  updatedAt: {
    column: 'updated_at',
    type: 'DateTime',
    description: 'When it last changed, as far as the viewer may see.',
  },
  resolvedAt: {
    column: 'resolved_at',
    type: 'DateTime',
    nullable: true,
    description: 'When it was resolved or closed.',
  },
} as const satisfies ShownColumns

/** Columns that other fields are made of. A bulk update answers with the first three. */
const STATE_KEYS = { id: 'id', assigneeId: 'assignee_id', lastSeq: 'last_seq' } as const satisfies Columns
const PEOPLE_KEYS = {
  requesterId: 'requester_id',
  requesterRole: 'requester_role',
  sellerId: 'seller_id',
  participantIds: 'participant_ids',
} as const satisfies Columns
type Columns = { [K in keyof Ticket]?: string }

type ColumnName = keyof typeof SHOWN_COLUMNS | keyof typeof STATE_KEYS | keyof typeof PEOPLE_KEYS

/** The columns of one ticket, as JSON. */
export type TicketColumns = { [K in ColumnName]: Json<Ticket[K]> }

const shown = Object.entries(SHOWN_COLUMNS).map(([field, { column }]): [string, string] => [field, column])
const state = [...Object.entries(STATE_KEYS), ...shown]

/** The fields that a bulk update answers with. */
export const STATE_COLUMNS: readonly string[] = state.map(([field]) => field)

/** SQL that selects them from a ticket named `table`, each under the name of its field. */
export const selectState = (table: string): string => select(table, state)

/**
 * SQL that selects all columns, each under the name of its field. The audience `scope` has the columns that staff and
 * requesters see differently.
 */
export const selectTicket = (table: string, scope: { readonly updatedAt: string; readonly lastSeq: string }): string =>
  select(table, [...state, ...Object.entries(PEOPLE_KEYS)], { updatedAt: scope.updatedAt, lastSeq: scope.lastSeq })

const select = (table: string, columns: [string, string][], instead: Record<string, string> = {}): string =>
  columns.map(([field, column]) => `${table}.${instead[field] ?? column} AS "${field}"`).join(', ')
