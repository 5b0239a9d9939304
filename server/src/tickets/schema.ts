import type { Context, Services } from '../graphql/context.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { FeedRequest, fromNow, Reset, startOf } from '../live/feed.ts'
import { type Page, pageCursor, pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { searchedText } from '../platform/text.ts'
import { filterOf, TicketFilter, TicketOrder } from './schema.filter.ts'
import { inboxCursorPosition, inboxFeed, inboxFeedName, type InboxChange } from './feed.ts'
import type { Filter } from './filter.ts'
import {
  type Counts,
  countByView,
  countTickets,
  cursorAt,
  findTicketId,
  listTickets,
  readTagsInUse,
  readTicket,
} from './reads.ts'
import { starFeed } from './starFeed.ts'
import type { TicketRow } from './ticket.ts'
import { Ticket } from './schema.ticket.ts'
import { FeedReset } from '../live/schema.ts'
import './schema.mutations.ts'
import './schema.viewerState.ts'

const sealed = ({ seal, pools }: Services, feed: string, position: string): string =>
  seal.seal(feed, inboxCursorPosition(pools.generation.current, position))

const TicketConnection = connectionType<TicketRow, { filter: Filter; position: string }>('Ticket', Ticket, 'tickets')
builder.objectFields(TicketConnection, (t) => ({
  totalCount: t.int({
    description: 'The total number of tickets that match the filter.',
    resolve: ({ filter }) => countTickets(filter),
  }),
  cursor: t.field({
    type: 'Cursor',
    description: 'The cursor from which to subscribe to `inboxEvents`, so that no change after this read is missed.',
    resolve: ({ position }, _args, { services, identity }) => sealed(services, inboxFeedName(identity!), position),
  }),
}))

const TicketCounts = builder.objectRef<Counts>('TicketCounts').implement({
  description: 'The number of tickets in each built-in view.',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'All tickets.' }),
    open: t.exposeInt('open', { description: 'Open.' }),
    inProgress: t.exposeInt('in_progress', { description: 'Tickets in progress.' }),
    resolved: t.exposeInt('resolved', { description: 'Resolved.' }),
    closed: t.exposeInt('closed', { description: 'Closed.' }),
    unread: t.exposeInt('unread', { description: 'Tickets with messages that the viewer has not read.' }),
    unreadUpTo100: t.exposeInt('unread_up_to_100', {
      description: 'The same, 100 at most: quick even if there are very many.',
    }),
    starred: t.exposeInt('starred', { description: 'Tickets starred by the viewer.' }),
    mine: t.exposeInt('mine', {
      description: 'Tickets assigned to the viewer; for buyers and sellers, tickets they requested.',
    }),
    unassigned: t.exposeInt('unassigned', { description: 'Unassigned tickets that are open or in progress.' }),
    waitingOnRequester: t.exposeInt('waiting_on_requester', { description: 'Tickets waiting for the requester.' }),
    waitingOnStaff: t.exposeInt('waiting_on_staff', { description: 'Tickets waiting for staff.' }),
    disputed: t.exposeInt('disputed', { description: 'Open tickets in which the platform was asked to step in.' }),
    waitingOnShop: t.exposeInt('waiting_on_shop', { description: 'Tickets waiting for a shop.' }),
    waitingOnViewer: t.exposeInt('waiting_on_viewer', { description: 'Tickets waiting for the viewer’s side.' }),
  }),
})

/** A tag and how many tickets have it. */
export const TagCount = builder.objectRef<{ tag: string; count: number }>('TagCount').implement({
  description: 'A tag and the number of tickets that have it.',
  fields: (t) => ({
    tag: t.exposeString('tag', { description: 'The tag.' }),
    count: t.exposeInt('count', { description: 'The number of tickets the viewer can see with this tag.' }),
  }),
})

const signedIn = { authScopes: { signedIn: true } }

builder.queryField('ticket', (t) =>
  t.field({
    type: Ticket,
    nullable: true,
    ...signedIn,
    description: 'A ticket by its id or number; null if the viewer cannot see it.',
    args: {
      id: t.arg.id({ description: 'The global id.' }),
      number: t.arg.string({ description: 'The number, such as “TC-0001”.' }),
    },
    resolve: async (_root, { id, number }) => {
      if ((id == null) === (number == null)) throw new RequestError('BAD_USER_INPUT', 'Pass either `id` or `number`.')
      const uuid = id != null ? uuidOf(id, 'Ticket') : await findTicketId(searchedText(number!, 40))
      return uuid ? readTicket(uuid) : null
    },
  }),
)

builder.queryFields((t) => {
  const pageArgs = {
    first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
    after: t.arg.string({ description: 'After this edge’s cursor.' }),
    last: t.arg.int({ description: 'The number of items from the end.' }),
    before: t.arg.string({ description: 'Before this edge’s cursor.' }),
  }
  return {
    tickets: t.field({
      type: TicketConnection,
      ...signedIn,
      description: 'The tickets that the viewer can see.',
      args: {
        filter: t.arg({ type: TicketFilter, description: 'Which.' }),
        orderBy: t.arg({ type: TicketOrder, description: 'The order.' }),
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
    ticketCursorAt: t.string({
      nullable: true,
      ...signedIn,
      description:
        'The cursor before the ticket at this position (from 0), to load a page from the middle of a long list. Null for the first position.',
      args: {
        filter: t.arg({ type: TicketFilter, description: 'The tickets.' }),
        orderBy: t.arg({ type: TicketOrder, description: 'The order; recently changed first by default.' }),
        position: t.arg.int({ required: true, description: 'The number of tickets before it.' }),
      },
      resolve: async (_root, { filter, orderBy, position }) => {
        if (position < 0) throw new RequestError('BAD_USER_INPUT', 'A position cannot be negative.')
        const at = await cursorAt(filterOf(filter), orderBy ?? { field: 'UPDATED_AT', direction: 'DESC' }, position)
        return at && pageCursor(at.key, at.id)
      },
    }),
    ticketCounts: t.field({
      type: TicketCounts,
      ...signedIn,
      description: 'The number of tickets in each built-in view.',
      args: { filter: t.arg({ type: TicketFilter, description: 'The tickets to count.' }) },
      resolve: (_root, { filter }) => countByView(filterOf(filter)),
    }),
    ticketTags: t.field({
      type: [TagCount],
      ...signedIn,
      description: 'The tags in use on tickets the viewer may see, most used first.',
      args: {
        text: t.arg.string({ description: 'Only tags that contain this.' }),
        first: t.arg.int({ defaultValue: 20, description: 'The number of items, 100 at most.' }),
        offset: t.arg.int({ defaultValue: 0, description: 'The number of items to skip.' }),
      },
      resolve: (_root, { text, first, offset }) => {
        if ((offset ?? 0) < 0) throw new RequestError('BAD_USER_INPUT', 'An offset cannot be negative.')
        return readTagsInUse(searchedText(text ?? '', 100), pageOf({ first }, 0).limit, offset ?? 0)
      },
    }),
  }
})

const InboxUpdate = builder.objectRef<InboxChange>('InboxUpdate').implement({
  description: 'Tickets that changed.',
  fields: (t) => ({
    cursor: t.field({
      type: 'Cursor',
      description: 'The feed’s new cursor. Store it and pass it as `after` to resume.',
      resolve: ({ feed, position }, _args, { services }) => sealed(services, feed, position),
    }),
    tickets: t.field({
      type: [Ticket],
      description: 'The tickets in their current state.',
      resolve: ({ tickets }) => tickets,
    }),
    removedIds: t.idList({
      description: 'Tickets that the viewer can no longer see, or that no longer match the filter.',
      resolve: ({ removedIds }) => removedIds.map((id) => globalId('Ticket', id)),
    }),
  }),
})

const InboxDelivery = builder.unionType('InboxDelivery', {
  description: 'An item of the inbox feed.',
  types: [InboxUpdate, FeedReset],
  resolveType: (value) => (value instanceof Reset ? FeedReset : InboxUpdate),
})

builder.subscriptionField('inboxEvents', (t) =>
  t.field({
    type: InboxDelivery,
    ...signedIn,
    description:
      'Changes across tickets. Replays everything after the cursor, then continues live. Without a cursor, it starts from now.',
    args: {
      filter: t.arg({ type: TicketFilter, description: 'Only tickets that match this filter.' }),
      after: t.arg({ type: 'Cursor', description: 'The last cursor received.' }),
    },
    subscribe: async (_root, { filter, after }, { identity, services }: Context) => {
      const feed = inboxFeed(filterOf(filter), identity!, services.pools.generation.current)
      return new FeedRequest(feed, identity!, await startOf(feed, after, services.seal))
    },
    resolve: (change) => change as unknown as InboxChange | Reset,
  }),
)

builder.subscriptionField('starChanged', (t) =>
  t.field({
    type: Ticket,
    authScopes: { signedIn: true },
    description: 'Tickets that the viewer stars or unstars on any device, starting from now.',
    subscribe: (_root, _args, { identity }) => fromNow(starFeed(identity!), identity!),
    resolve: (ticket) => ticket as unknown as TicketRow,
  }),
)
