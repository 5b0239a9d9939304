import { builder } from '../graphql/builder.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { Role } from '../viewer/schema.ts'
import type { Filter } from './filter.ts'
import { TicketPriority, TicketStatus, TicketType, WaitingOn } from './schema.enums.ts'

export const TicketFilter = builder.inputType('TicketFilter', {
  description:
    'A ticket filter. Omitted fields match everything; a list matches any of its values, `tags` all of them.',
  fields: (t) => ({
    status: t.field({ type: [TicketStatus], description: 'In one of these.' }),
    priority: t.field({ type: [TicketPriority], description: 'With one of these.' }),
    type: t.field({ type: [TicketType], description: 'Of one of these.' }),
    tags: t.stringList({ description: 'With all of these.' }),
    assigneeId: t.id({ description: 'Assigned to this person.' }),
    mine: t.boolean({ description: 'Assigned to the viewer; for buyers and sellers, opened by them.' }),
    unassigned: t.boolean({ description: 'Unassigned; if false, assigned.' }),
    requesterId: t.id({ description: 'Opened by or for this person.' }),
    sellerId: t.id({ description: 'Concerning this shop.' }),
    starred: t.boolean({ description: 'Starred by the viewer.' }),
    unread: t.boolean({ description: 'With messages the viewer has not read.' }),
    requesterRole: t.field({ type: [Role], description: 'The role of the requester.' }),
    waitingOn: t.field({ type: WaitingOn, description: 'Waiting for staff or for the requester.' }),
    team: t.stringList({ description: 'Routed to one of these teams.' }),
    text: t.string({ description: 'Text in the subject, or a ticket number.' }),
  }),
})

export const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'What tickets are ordered by.',
  values: {
    UPDATED_AT: { description: 'When they last changed.' },
    CREATED_AT: { description: 'When they were opened.' },
    PRIORITY: { description: 'How urgent they are.' },
    WAITING: {
      description: 'Since when they have been waiting for staff; tickets that are not waiting for staff come last.',
    },
  } as const,
})
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'The smallest or oldest.' },
    DESC: { description: 'The greatest or newest.' },
  } as const,
})
export const TicketOrder = builder.inputType('TicketOrder', {
  description: 'How tickets are ordered.',
  fields: (t) => ({
    field: t.field({ type: TicketOrderField, required: true, defaultValue: 'UPDATED_AT', description: 'By what.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'DESC', description: 'Which end first.' }),
  }),
})

/** The filter with its global ids opened; one that names nothing matches nothing. */
export function filterOf(filter: typeof TicketFilter.$inferInput | null | undefined): Filter {
  const { assigneeId, requesterId, sellerId, ...rest } = filter ?? {}
  return {
    ...rest,
    assigneeId: assigneeId == null ? null : uuidOf(assigneeId, 'User'),
    requesterId: requesterId == null ? null : uuidOf(requesterId, 'User'),
    sellerId: sellerId == null ? null : uuidOf(sellerId, 'Seller'),
  }
}
