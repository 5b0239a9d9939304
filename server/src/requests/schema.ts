import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { fromNow } from '../live/feed.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { readTickets } from '../tickets/reads.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { chatRequestFeed } from './feed.ts'
import { canCancel, canDecide } from './policy.ts'
import {
  type ChatRequestRow,
  countRequests,
  findRequests,
  listRequests,
  listShopTickets,
  readRequest,
  type RequestFilter,
  type ShopTicketRow,
} from './reads.ts'

/** What became of a request. */
export const RequestStatus = builder.enumType('RequestStatus', {
  description: 'What became of a request.',
  values: {
    PENDING: { value: 'pending', description: 'It waits for staff.' },
    ACCEPTED: { value: 'accepted', description: 'Staff let the requester in.' },
    DECLINED: { value: 'declined', description: 'Staff did not.' },
    CANCELLED: { value: 'cancelled', description: 'The requester took it back.' },
  } as const,
})

/** A request; fields may return a row or the id of one. */
export const ChatRequest = builder.loadableObjectRef<ChatRequestRow | string, string>('ChatRequest', {
  load: async (ids) => {
    const found = new Map((await findRequests(ids)).map((request) => [request.id, request]))
    return ids.map((id) => found.get(id) ?? new Error('The request is not there.'))
  },
})

/** The row behind a request; the loader has resolved ids by the time a field is asked. */
const row = (request: ChatRequestRow | string): ChatRequestRow => request as ChatRequestRow

builder.objectType(ChatRequest, {
  description: 'Somebody asks to join a ticket, or for a live chat with staff.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (request) => globalId('ChatRequest', row(request).id) }),
    requester: t.loadable({
      type: User,
      description: 'Who asks.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: (request) => row(request).requesterId,
    }),
    ticket: t.loadable({
      type: Ticket,
      nullable: true,
      description:
        'The ticket it is about, or that an accepted live chat became. Null while it is not the viewer’s to see.',
      load: (ids: string[]) => readTickets(ids) as Promise<never[]>,
      resolve: (request) => row(request).ticketId as never,
    }),
    ticketNumber: t.string({
      nullable: true,
      description: 'The ticket’s number, which the requester knows before they may see the ticket.',
      resolve: (request) => row(request).ticketNumber,
    }),
    isLiveChat: t.boolean({
      description: 'Whether it asks for a live chat, and not to join a ticket.',
      resolve: (request) => row(request).live,
    }),
    reason: t.string({
      description: 'Why they ask; for staff and for the requester. Empty for the others of the ticket.',
      resolve: (request) => row(request).reason,
    }),
    note: t.string({
      nullable: true,
      description: 'What the decider told the requester; for the two sides of it alone.',
      resolve: (request) => row(request).note,
    }),
    status: t.field({
      type: RequestStatus,
      description: 'What became of it.',
      resolve: (request) => row(request).status,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was made.',
      resolve: (request) => row(request).createdAt,
    }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was decided, or taken back.',
      resolve: (request) => row(request).decidedAt,
    }),
    decidedBy: t.loadable({
      type: User,
      nullable: true,
      description: 'Who of staff decided.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: (request) => row(request).decidedById as never,
    }),
    viewerCanDecide: t.boolean({
      description: 'Whether the viewer may accept or decline it.',
      resolve: (request, _args, { identity }) => identity !== null && canDecide(identity, row(request)),
    }),
    viewerCanCancel: t.boolean({
      description: 'Whether the viewer may take it back.',
      resolve: (request, _args, { identity }) => identity !== null && canCancel(identity, row(request)),
    }),
  }),
})
nodeType('ChatRequest', readRequest)

const ChatRequestConnection = connectionType<ChatRequestRow, { filter: RequestFilter }>(
  'ChatRequest',
  ChatRequest,
  'requests',
)
builder.objectField(ChatRequestConnection, 'totalCount', (t) =>
  t.int({ description: 'How many there are, on all pages.', resolve: ({ filter }) => countRequests(filter) }),
)

/** The most tickets of one's shops that are listed. */
const LISTED_MAX = 100

const ShopTicket = builder.objectRef<ShopTicketRow>('ShopTicket').implement({
  description: 'A ticket about the viewer’s shop in which they take no part: what they may know of it.',
  fields: (t) => ({
    ticketId: t.id({ description: 'For `requestChat`.', resolve: ({ id }) => globalId('Ticket', id) }),
    number: t.exposeString('number', { description: '“TC-0001”.' }),
    shopName: t.exposeString('shopName', { description: 'Which of their shops it is about.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
  }),
})

builder.queryFields((t) => ({
  chatRequests: t.field({
    type: ChatRequestConnection,
    authScopes: { signedIn: true },
    description:
      'Requests to join tickets and for live chats, oldest first: all for staff, one’s own for everyone else.',
    args: {
      status: t.arg({ type: [RequestStatus], description: 'In one of these states.' }),
      ticketId: t.arg.id({ description: 'About this ticket.' }),
      newestFirst: t.arg.boolean({ defaultValue: false, description: 'The other way round.' }),
      first: t.arg.int({ description: 'So many from the start; 25 if nothing is said, 100 at most.' }),
      after: t.arg.string({ description: 'Beyond this edge’s cursor.' }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(100, first ?? 25) }),
    resolve: async (_root, { status, ticketId, newestFirst, ...page }) => {
      const filter = { status: status ?? null, ticketId: ticketId == null ? null : ticketOf(ticketId) }
      const found = await listRequests(filter, newestFirst === true, pageOf(page, 1))
      return { ...connectionOf(found, ({ id }) => pageCursor(id)), filter }
    },
  }),
  shopTickets: t.field({
    type: [ShopTicket],
    authScopes: { signedIn: true },
    description: 'The latest tickets about the viewer’s shops that they could ask to join.',
    args: { first: t.arg.int({ defaultValue: 25, description: 'So many; 100 at most.' }) },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(LISTED_MAX, first ?? 25) }),
    resolve: (_root, { first }) => listShopTickets(pageOf({ first }, 1).limit),
  }),
}))

builder.subscriptionField('chatRequestChanged', (t) =>
  t.field({
    type: ChatRequest,
    authScopes: { signedIn: true },
    description:
      'Requests as they are made and decided: all for staff, one’s own for everyone else. Starts from now; whoever was away loads afresh.',
    subscribe: (_root, _args, { identity }) => fromNow(chatRequestFeed(identity!), identity!),
    resolve: (request) => request as unknown as ChatRequestRow,
  }),
)

function ticketOf(id: string): string {
  const uuid = uuidOf(id, 'Ticket')
  if (!uuid) throw new RequestError('BAD_USER_INPUT', 'This is not a ticket’s id.')
  return uuid
}
