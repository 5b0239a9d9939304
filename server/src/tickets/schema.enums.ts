import { builder } from '../graphql/builder.ts'

export const TicketStatus = builder.enumType('TicketStatus', {
  description: 'Where a ticket stands.',
  values: {
    OPEN: { value: 'open', description: 'Waiting for somebody to take it up.' },
    IN_PROGRESS: { value: 'in_progress', description: 'Somebody is on it.' },
    RESOLVED: { value: 'resolved', description: 'Answered; a reply reopens it.' },
    CLOSED: { value: 'closed', description: 'Ended; a reply reopens it.' },
  } as const,
})

export const TicketPriority = builder.enumType('TicketPriority', {
  description: 'How urgent a ticket is.',
  values: {
    LOW: { value: 'low', description: 'When there is time.' },
    MEDIUM: { value: 'medium', description: 'As usual.' },
    HIGH: { value: 'high', description: 'Before others.' },
  } as const,
})

export const TicketType = builder.enumType('TicketType', {
  description: 'What kind of matter it is.',
  values: {
    PROBLEM: { value: 'problem', description: 'Something does not work.' },
    QUESTION: { value: 'question', description: 'Something is not clear.' },
    FEATURE_REQUEST: { value: 'feature_request', description: 'Something is missing.' },
  } as const,
})

export const WaitingOn = builder.enumType('WaitingOn', {
  description: 'Whose turn it is to answer: the requester’s side or the staff’s.',
  values: {
    REQUESTER: { value: 'requester', description: 'Staff have answered last.' },
    STAFF: { value: 'staff', description: 'The requester’s side has written last.' },
  } as const,
})
