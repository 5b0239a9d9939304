import { blankFields } from '../graphql/blank.fixture.ts'
import { TicketRowFragmentDoc, type TicketRowFragment } from './tickets.generated.ts'

/** A ticket as a list shows it; fields that are not named here are blank. */
export const ticketRow = (number: number, fields: Partial<TicketRowFragment> = {}): TicketRowFragment =>
  ({
    ...blankFields('Ticket', TicketRowFragmentDoc),
    __typename: 'Ticket',
    id: `t${number}`,
    number: `TC-${String(number).padStart(4, '0')}`,
    subject: `Subject ${number}`,
    snippet: 'The last thing that was said',
    lastMessage: null,
    status: 'OPEN',
    priority: 'MEDIUM',
    type: 'PROBLEM',
    tags: [],
    team: 'Customer Service',
    isStarred: false,
    unreadCount: 0,
    messageCount: 0,
    viewerReadSeq: 0,
    viewerReadMessageCount: 0,
    waitingOn: 'STAFF',
    waitingSince: at(number),
    dueAt: null,
    escalatedAt: null,
    createdAt: at(number),
    updatedAt: at(number),
    version: 1,
    requester: { __typename: 'User', id: 'u1', name: 'Bea Buyer', isErased: false, role: 'BUYER', avatarUrl: null },
    seller: null,
    assignee: null,
    addressedTo: 'STAFF',
    shopTakesPart: false,
    viewerSide: 'STAFF',
    shopAssignee: null,
    ...fields,
  }) as TicketRowFragment

/** The higher the number, the newer. */
export const at = (number: number): string => new Date(Date.UTC(2026, 10, 1) + number * 60_000).toISOString()
