import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { Role } from '../viewer/schema.ts'
import type { Filter } from './filter.ts'
import { TicketPriority, TicketStatus, TicketRecipient, TicketType, WaitingOn } from './schema.enums.ts'

const TicketPeriodInput = builder.inputType('TicketPeriodInput', {
  description: 'A time between two instants, or the last days up to now.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'The first instant.' }),
    until: t.field({ type: 'DateTime', description: 'The first instant after it.' }),
    days: t.int({ description: 'Instead: so many days up to now, today included. A saved view stays relative.' }),
    timeZone: t.string({ description: 'The IANA name of the time zone of these days; UTC by default.' }),
  }),
})

export const TicketFilter = builder.inputType('TicketFilter', {
  description:
    'A ticket filter. Omitted fields match everything. A list matches any of its values, except that `tags` must all match.',
  fields: (t) => ({
    status: t.field({ type: [TicketStatus], description: 'Tickets with one of these statuses.' }),
    priority: t.field({ type: [TicketPriority], description: 'Tickets with one of these priorities.' }),
    type: t.field({ type: [TicketType], description: 'Tickets of one of these types.' }),
    tags: t.stringList({ description: 'Tickets with all of these tags.' }),
    assigneeId: t.id({ description: 'Tickets assigned to this person.' }),
    mine: t.boolean({ description: 'Tickets assigned to the viewer; for buyers and sellers, tickets they requested.' }),
    unassigned: t.boolean({ description: 'Unassigned; if false, assigned.' }),
    requesterId: t.id({ description: 'Tickets requested by this person.' }),
    sellerId: t.id({ description: 'Tickets about this shop.' }),
    shopAssigneeId: t.id({
      description: 'Tickets that this person handles for a shop, among those of which the viewer knows that.',
    }),
    starred: t.boolean({ description: 'Tickets starred by the viewer.' }),
    unread: t.boolean({ description: 'Tickets with messages that the viewer has not read.' }),
    requesterRole: t.field({ type: [Role], description: 'Tickets whose requester has this role.' }),
    waitingOn: t.field({
      type: WaitingOn,
      description: 'Tickets waiting for staff, for the requester or for the shop.',
    }),
    waitingOnViewer: t.boolean({ description: 'Tickets waiting for the viewer’s side; if false, the others.' }),
    addressedTo: t.field({ type: TicketRecipient, description: 'Tickets that were written to staff, or to a shop.' }),
    escalated: t.boolean({ description: 'Tickets in which the platform was asked to step in; if false, the others.' }),
    team: t.stringList({ description: 'Tickets routed to one of these teams.' }),
    created: t.field({ type: TicketPeriodInput, description: 'Tickets that were created in this period.' }),
    updated: t.field({ type: TicketPeriodInput, description: 'Tickets that last changed in this period.' }),
    text: t.string({ description: 'Text in the subject, or a ticket number to search for.' }),
  }),
})

export const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'A field that tickets can be ordered by.',
  values: {
    UPDATED_AT: { description: 'When the ticket last changed.' },
    CREATED_AT: { description: 'When the ticket was created.' },
    PRIORITY: { description: 'The priority.' },
    DUE_AT: {
      description:
        'By when the ticket is to be answered or decided; those without a deadline come last in ascending order.',
    },
    WAITING: {
      description:
        'Since when the ticket has been waiting for staff; tickets that are not waiting for staff come last.',
    },
  } as const,
})
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'The direction of an order.',
  values: {
    ASC: { description: 'Ascending: smallest or oldest first.' },
    DESC: { description: 'Descending: greatest or newest first.' },
  } as const,
})
export const TicketOrder = builder.inputType('TicketOrder', {
  description: 'The order of a list of tickets.',
  fields: (t) => ({
    field: t.field({
      type: TicketOrderField,
      required: true,
      defaultValue: 'UPDATED_AT',
      description: 'The field to order by.',
    }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'DESC', description: 'The direction.' }),
  }),
})

/** The filter with its global ids decoded; an invalid id matches nothing. */
export function filterOf(filter: typeof TicketFilter.$inferInput | null | undefined): Filter {
  const { assigneeId, shopAssigneeId, requesterId, sellerId, ...rest } = filter ?? {}
  return {
    ...rest,
    assigneeId: assigneeId == null ? null : uuidOf(assigneeId, 'User'),
    shopAssigneeId: shopAssigneeId == null ? null : uuidOf(shopAssigneeId, 'User'),
    requesterId: requesterId == null ? null : uuidOf(requesterId, 'User'),
    sellerId: sellerId == null ? null : uuidOf(sellerId, 'Seller'),
  }
}
