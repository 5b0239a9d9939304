import type { Context } from '../graphql/context.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { FeedRequest, Reset, startOf } from '../live/feed.ts'
import { type Page, pageCursor, pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { searchedText } from '../platform/text.ts'
import { Role } from '../viewer/schema.ts'
import { TicketPriority, TicketStatus, TicketType, WaitingOn } from './schema.enums.ts'
import { inboxFeed, inboxFeedName, type InboxChange } from './feed.ts'
import type { Filter } from './filter.ts'
import {
  type Counts,
  countByView,
  countTickets,
  findTicketId,
  listTickets,
  readTagsInUse,
  readTicket,
} from './reads.ts'
import type { TicketRow } from './ticket.ts'
import { Ticket } from './schema.ticket.ts'
import { FeedReset } from '../live/schema.ts'
import './schema.mutations.ts'

const TicketFilter = builder.inputType('TicketFilter', {
  description:
    'Which tickets. A field left out asks for nothing; a list asks for one of its values, `tags` for all of them.',
  fields: (t) => ({
    status: t.field({ type: [TicketStatus], description: 'In one of these.' }),
    priority: t.field({ type: [TicketPriority], description: 'With one of these.' }),
    type: t.field({ type: [TicketType], description: 'Of one of these.' }),
    tags: t.stringList({ description: 'With all of these.' }),
    assigneeId: t.id({ description: 'Assigned to this person.' }),
    unassigned: t.boolean({ description: 'Assigned to nobody, or (false) to somebody.' }),
    requesterId: t.id({ description: 'Opened by or for this person.' }),
    sellerId: t.id({ description: 'Concerning this shop.' }),
    starred: t.boolean({ description: 'Starred by the viewer.' }),
    unread: t.boolean({ description: 'With messages the viewer has not read.' }),
    requesterRole: t.field({ type: [Role], description: 'Opened by somebody of one of these roles.' }),
    waitingOn: t.field({ type: WaitingOn, description: 'Waiting for this side’s answer.' }),
    team: t.stringList({ description: 'Routed to one of these teams.' }),
    text: t.string({ description: 'Words in the subject, or a ticket number.' }),
  }),
})

const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'What tickets are ordered by.',
  values: {
    UPDATED_AT: { description: 'When they last changed.' },
    CREATED_AT: { description: 'When they were opened.' },
    PRIORITY: { description: 'How urgent they are.' },
  } as const,
})
const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'The smallest or oldest.' },
    DESC: { description: 'The greatest or newest.' },
  } as const,
})
const TicketOrder = builder.inputType('TicketOrder', {
  description: 'How tickets are ordered.',
  fields: (t) => ({
    field: t.field({ type: TicketOrderField, required: true, defaultValue: 'UPDATED_AT', description: 'By what.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'DESC', description: 'Which end first.' }),
  }),
})

const TicketConnection = connectionType<TicketRow, { filter: Filter; position: string }>('Ticket', Ticket, 'tickets')
builder.objectFields(TicketConnection, (t) => ({
  totalCount: t.int({
    description: 'How many match the filter, on all pages.',
    resolve: ({ filter }) => countTickets(filter),
  }),
  cursor: t.field({
    type: 'Cursor',
    description: 'Where to subscribe `inboxEvents` from so that nothing is missed after this read.',
    resolve: ({ position }, _args, { services, identity }) => services.seal.seal(inboxFeedName(identity!), position),
  }),
}))

const TicketCounts = builder.objectRef<Counts>('TicketCounts').implement({
  description: 'How many tickets there are in each of the rail’s views.',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'All of them.' }),
    open: t.exposeInt('open', { description: 'Open.' }),
    inProgress: t.exposeInt('in_progress', { description: 'In progress.' }),
    resolved: t.exposeInt('resolved', { description: 'Resolved.' }),
    closed: t.exposeInt('closed', { description: 'Closed.' }),
    unread: t.exposeInt('unread', { description: 'With messages the viewer has not read.' }),
    starred: t.exposeInt('starred', { description: 'Starred by the viewer.' }),
    mine: t.exposeInt('mine', { description: 'Assigned to the viewer; for buyers and sellers, opened by them.' }),
    unassigned: t.exposeInt('unassigned', { description: 'Open or in progress, and assigned to nobody.' }),
    waitingOnRequester: t.exposeInt('waiting_on_requester', { description: 'Waiting for the requester’s side.' }),
    waitingOnStaff: t.exposeInt('waiting_on_staff', { description: 'Waiting for staff.' }),
  }),
})

const TagCount = builder.objectRef<{ tag: string; count: number }>('TagCount').implement({
  description: 'A tag, and how many tickets carry it.',
  fields: (t) => ({
    tag: t.exposeString('tag', { description: 'The tag.' }),
    count: t.exposeInt('count', { description: 'Tickets the viewer may see.' }),
  }),
})

const signedIn = { authScopes: { signedIn: true } }

builder.queryFields((t) => {
  const pageArgs = {
    first: t.arg.int({ description: 'So many from the start; 25 if nothing is said, 100 at most.' }),
    after: t.arg.string({ description: 'Beyond this edge’s cursor.' }),
    last: t.arg.int({ description: 'So many from the end.' }),
    before: t.arg.string({ description: 'Before this edge’s cursor.' }),
  }
  return {
    ticket: t.field({
      type: Ticket,
      nullable: true,
      ...signedIn,
      description: 'One ticket, by its id or its number; null where it is not there for the viewer.',
      args: { id: t.arg.id({ description: 'Its global id.' }), number: t.arg.string({ description: '“TC-0001”.' }) },
      resolve: async (_root, { id, number }) => {
        if ((id == null) === (number == null))
          throw new RequestError('BAD_USER_INPUT', 'Ask for a ticket by `id` or by `number`.')
        const uuid = id != null ? uuidOf(id, 'Ticket') : await findTicketId(searchedText(number!, 40))
        return uuid ? readTicket(uuid) : null
      },
    }),
    tickets: t.field({
      type: TicketConnection,
      ...signedIn,
      description: 'The tickets that the viewer may see.',
      args: {
        filter: t.arg({ type: TicketFilter, description: 'Which.' }),
        orderBy: t.arg({ type: TicketOrder, description: 'In which order.' }),
        ...pageArgs,
      },
      complexity: ({ first, last }) => ({ field: 1, multiplier: Math.min(100, first ?? last ?? 25) }),
      resolve: async (_root, { filter, orderBy, ...page }) => {
        const asked: Page = pageOf(page, 2)
        const which = filterOf(filter)
        const found = await listTickets(which, orderBy ?? { field: 'UPDATED_AT', direction: 'DESC' }, asked)
        return {
          ...connectionOf(found, (ticket) => pageCursor(ticket.orderKey, ticket.id)),
          filter: which,
          position: found.position,
        }
      },
    }),
    ticketCounts: t.field({
      type: TicketCounts,
      ...signedIn,
      description: 'Counts for the rail.',
      args: { filter: t.arg({ type: TicketFilter, description: 'Among which tickets.' }) },
      resolve: (_root, { filter }) => countByView(filterOf(filter)),
    }),
    ticketTags: t.field({
      type: [TagCount],
      ...signedIn,
      description: 'The tags in use on tickets the viewer may see, most used first.',
      args: {
        text: t.arg.string({ description: 'Those that contain this.' }),
        first: t.arg.int({ defaultValue: 20, description: 'So many; 100 at most.' }),
      },
      resolve: (_root, { text, first }) => readTagsInUse(searchedText(text ?? '', 100), pageOf({ first }, 0).limit),
    }),
  }
})

const InboxUpdate = builder.objectRef<InboxChange>('InboxUpdate').implement({
  description: 'These tickets changed; here they are now.',
  fields: (t) => ({
    cursor: t.field({
      type: 'Cursor',
      description: 'Where the feed is now: keep it, and hand it back as `after`.',
      resolve: ({ feed, position }, _args, { services }) => services.seal.seal(feed, position),
    }),
    tickets: t.field({ type: [Ticket], description: 'As they are now.', resolve: ({ tickets }) => tickets }),
    removedIds: t.idList({
      description: 'Tickets that have left the viewer’s sight, or no longer match the filter.',
      resolve: ({ removedIds }) => removedIds.map((id) => globalId('Ticket', id)),
    }),
  }),
})

const InboxDelivery = builder.unionType('InboxDelivery', {
  description: 'A step of the inbox feed.',
  types: [InboxUpdate, FeedReset],
  resolveType: (value) => (value instanceof Reset ? FeedReset : InboxUpdate),
})

builder.subscriptionField('inboxEvents', (t) =>
  t.field({
    type: InboxDelivery,
    ...signedIn,
    description:
      'Changes across tickets. Replays everything after the cursor, then goes on live. Without a cursor, starts from now.',
    args: {
      filter: t.arg({ type: TicketFilter, description: 'Which tickets.' }),
      after: t.arg({ type: 'Cursor', description: 'The last cursor seen.' }),
    },
    subscribe: async (_root, { filter, after }, { identity, services }: Context) => {
      const feed = inboxFeed(filterOf(filter), identity!)
      return new FeedRequest(feed, identity!, await startOf(feed, after, services.seal))
    },
    resolve: (change) => change as unknown as InboxChange | Reset,
  }),
)

/** The filter with its global ids opened; one that names nothing matches nothing. */
function filterOf(filter: typeof TicketFilter.$inferInput | null | undefined): Filter {
  const { assigneeId, requesterId, sellerId, ...rest } = filter ?? {}
  return {
    ...rest,
    assigneeId: assigneeId == null ? null : uuidOf(assigneeId, 'User'),
    requesterId: requesterId == null ? null : uuidOf(requesterId, 'User'),
    sellerId: sellerId == null ? null : uuidOf(sellerId, 'Seller'),
  }
}
