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

/** The status of a request. */
export const RequestStatus = builder.enumType('RequestStatus', {
  description: 'The status of a request.',
  values: {
    PENDING: { value: 'pending', description: 'Waiting for a decision.' },
    ACCEPTED: { value: 'accepted', description: 'Accepted by staff.' },
    DECLINED: { value: 'declined', description: 'Declined by staff.' },
    CANCELLED: { value: 'cancelled', description: 'Withdrawn by the requester.' },
  } as const,
})

/** A request; resolvers may return a row or an id. */
export const ChatRequest = builder.loadableObjectRef<ChatRequestRow | string, string>('ChatRequest', {
  load: async (ids) => {
    const found = new Map((await findRequests(ids)).map((request) => [request.id, request]))
    return ids.map((id) => found.get(id) ?? new Error('The request does not exist.'))
  },
})

/** The row of a request; the loader has resolved ids before fields are resolved. */
const row = (request: ChatRequestRow | string): ChatRequestRow => request as ChatRequestRow

builder.objectType(ChatRequest, {
  description: 'A request to join a ticket, or for a live chat with staff.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (request) => globalId('ChatRequest', row(request).id) }),
    requester: t.loadable({
      type: User,
      description: 'The requester.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: (request) => row(request).requesterId,
    }),
    ticket: t.loadable({
      type: Ticket,
      nullable: true,
      description:
        'The ticket to join, or the ticket created for an accepted live chat. Null if the viewer cannot see it.',
      load: (ids: string[]) => readTickets(ids) as Promise<never[]>,
      resolve: (request) => row(request).ticketId as never,
    }),
    ticketNumber: t.string({
      nullable: true,
      description: 'The ticket’s number, which the requester can see before joining the ticket.',
      resolve: (request) => row(request).ticketNumber,
    }),
    isLiveChat: t.boolean({
      description: 'Whether it is a request for a live chat rather than to join a ticket.',
      resolve: (request) => row(request).live,
    }),
    reason: t.string({
      description: 'The reason, visible to staff and the requester; empty for other participants.',
      resolve: (request) => row(request).reason,
    }),
    note: t.string({
      nullable: true,
      description: 'The note of the decision, visible to staff and the requester only.',
      resolve: (request) => row(request).note,
    }),
    status: t.field({
      type: RequestStatus,
      description: 'The status.',
      resolve: (request) => row(request).status,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the request was made.',
      resolve: (request) => row(request).createdAt,
    }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the request was decided or withdrawn.',
      resolve: (request) => row(request).decidedAt,
    }),
    decidedBy: t.loadable({
      type: User,
      nullable: true,
      description: 'The staff member who decided.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: (request) => row(request).decidedById as never,
    }),
    viewerCanDecide: t.boolean({
      description: 'Whether the viewer may accept or decline the request.',
      resolve: (request, _args, { identity }) => identity !== null && canDecide(identity, row(request)),
    }),
    viewerCanCancel: t.boolean({
      description: 'Whether the viewer can withdraw the request.',
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
  t.int({ description: 'The total number of items on all pages.', resolve: ({ filter }) => countRequests(filter) }),
)

/** The maximum number of tickets of the viewer's shops that are listed. */
const LISTED_MAX = 100

const ShopTicket = builder.objectRef<ShopTicketRow>('ShopTicket').implement({
  description: 'What sellers can see of a ticket about their shop in which they do not participate.',
  fields: (t) => ({
    ticketId: t.id({ description: 'For `requestChat`.', resolve: ({ id }) => globalId('Ticket', id) }),
    number: t.exposeString('number', { description: '“TC-0001”.' }),
    shopName: t.exposeString('shopName', { description: 'The shop that the ticket is about.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When the ticket was created.' }),
  }),
})

builder.queryFields((t) => ({
  chatRequests: t.field({
    type: ChatRequestConnection,
    authScopes: { signedIn: true },
    description: 'Requests to join tickets and for live chats, oldest first. Staff see all of them, others their own.',
    args: {
      status: t.arg({ type: [RequestStatus], description: 'Requests with one of these statuses.' }),
      ticketId: t.arg.id({ description: 'Requests to join this ticket.' }),
      newestFirst: t.arg.boolean({ defaultValue: false, description: 'Whether to return the newest first.' }),
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
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
    description: 'The latest tickets about the viewer’s shops that they can request to join.',
    args: { first: t.arg.int({ defaultValue: 25, description: 'The number of items, 100 at most.' }) },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(LISTED_MAX, first ?? 25) }),
    resolve: (_root, { first }) => listShopTickets(pageOf({ first }, 1).limit),
  }),
}))

builder.subscriptionField('chatRequestChanged', (t) =>
  t.field({
    type: ChatRequest,
    authScopes: { signedIn: true },
    description:
      'Chat requests when they are made and decided. Staff receive all of them, others their own. Starts from now; reload after a reconnect.',
    subscribe: (_root, _args, { identity }) => fromNow(chatRequestFeed(identity!), identity!),
    resolve: (request) => request as unknown as ChatRequestRow,
  }),
)

function ticketOf(id: string): string {
  const uuid = uuidOf(id, 'Ticket')
  if (!uuid) throw new RequestError('BAD_USER_INPUT', 'This is not a valid ticket id.')
  return uuid
}
