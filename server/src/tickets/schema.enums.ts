import { builder } from '../graphql/builder.ts'

export const TicketStatus = builder.enumType('TicketStatus', {
  description: 'The status of a ticket.',
  values: {
    OPEN: { value: 'open', description: 'Open.' },
    IN_PROGRESS: { value: 'in_progress', description: 'Being worked on.' },
    RESOLVED: { value: 'resolved', description: 'Answered; a reply reopens it.' },
    CLOSED: { value: 'closed', description: 'Ended; a reply reopens it.' },
  } as const,
})

export const TicketPriority = builder.enumType('TicketPriority', {
  description: 'The priority of a ticket.',
  values: {
    LOW: { value: 'low', description: 'Low.' },
    MEDIUM: { value: 'medium', description: 'Medium.' },
    HIGH: { value: 'high', description: 'High.' },
  } as const,
})

export const TicketType = builder.enumType('TicketType', {
  description: 'The type of ticket.',
  values: {
    PROBLEM: { value: 'problem', description: 'Something does not work.' },
    QUESTION: { value: 'question', description: 'Something is not clear.' },
    FEATURE_REQUEST: { value: 'feature_request', description: 'Something is missing.' },
  } as const,
})

export const WaitingOn = builder.enumType('WaitingOn', {
  description: 'Who must reply next: the requester, staff or the shop.',
  values: {
    REQUESTER: { value: 'requester', description: 'Staff or the shop wrote last.' },
    STAFF: { value: 'staff', description: 'The requester or another participant wrote last.' },
    SHOP: { value: 'shop', description: 'The requester wrote to the shop last, or staff did.' },
  } as const,
})

export const TicketRecipient = builder.enumType('TicketRecipient', {
  description: 'Whom a ticket is addressed to.',
  values: {
    STAFF: { value: 'staff', description: 'The platform.' },
    SHOP: { value: 'shop', description: 'The shop. Staff answer once they are asked in.' },
  } as const,
})

export const TicketSide = builder.enumType('TicketSide', {
  description: 'A side of a ticket.',
  values: {
    STAFF: { value: 'staff', description: 'Agents and admins.' },
    REQUESTER: { value: 'requester', description: 'The requester, and those who have joined them.' },
    SHOP: { value: 'shop', description: 'The people of the shop.' },
  } as const,
})
