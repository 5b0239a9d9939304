import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { positionAfter, ticketFeedName } from '../log/feed.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { SHOWN_COLUMNS } from '../log/ticketColumns.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { batched } from '../platform/database/batched.ts'
import { prisma } from '../platform/database/prisma.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { findPeople } from '../viewer/reads.ts'
import { Seller, User } from '../viewer/schema.ts'
import { TicketPriority, TicketRecipient, TicketSide, TicketStatus, TicketType, WaitingOn } from './schema.enums.ts'
import { type Notes, notesOf } from './notes.ts'
import { canClaim, canManage, canReply, canSetStatus, canTag } from './policy.ts'
import { readTicket, readTickets } from './reads.ts'
import { snippetOf } from './snippet.ts'
import type { TicketRow } from './ticket.ts'

/** A ticket; resolvers may return a row or an id. */
export const Ticket = builder.loadableObjectRef<TicketRow | string, string>('Ticket', {
  load: async (ids) => (await readTickets(ids)).map((ticket) => ticket ?? new Error('The ticket does not exist.')),
})

/** Fields that the result of a bulk update can provide without another read. */
export const STATE_FIELDS: ReadonlySet<string> = new Set(
  `__typename id assignee version lastSeq cursor viewerCanReply viewerCanClose viewerCanClaim viewerCanManage viewerCanTag`
    .split(' ')
    .concat(Object.keys(SHOWN_COLUMNS)),
)

/** Values that depend on the viewer: documents that select them are executed for each viewer separately. */
const perViewer = { extensions: { [PER_VIEWER]: true } }
const mayNot = () => false

const TYPES = {
  String: 'String',
  StringList: ['String'] as ['String'],
  Int: 'Int',
  Boolean: 'Boolean',
  DateTime: 'DateTime',
  TicketStatus,
  TicketPriority,
  TicketType,
  WaitingOn,
  TicketRecipient,
} as const

type Fields = PothosSchemaTypes.FieldBuilder<(typeof builder)['$inferSchemaTypes'], TicketRow | string>

/** The fields that are plain columns: log/ticketColumns.ts lists them. */
const shownFields = (t: Fields) =>
  Object.fromEntries(
    Object.entries(SHOWN_COLUMNS).map(([name, { type, description, ...column }]) => [
      name,
      t.field({
        type: TYPES[type],
        nullable: 'nullable' in column,
        description,
        resolve: (ticket: TicketRow | string) => row(ticket)[name as keyof typeof SHOWN_COLUMNS] as never,
      }),
    ]),
  )

builder.objectType(Ticket, {
  description: 'A support ticket: a conversation and its state.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => {
    const can = (description: string, may: (viewer: Viewer, ticket: TicketRow) => boolean) =>
      t.boolean({
        description,
        ...perViewer,
        resolve: (ticket, _args, { viewer }) => (viewer ? may(viewer, row(ticket)) : mayNot()),
      })
    return {
      id: t.id({ description: 'Global id.', resolve: (ticket) => globalId('Ticket', row(ticket).id) }),
      ...shownFields(t),
      requester: t.field({
        type: User,
        description: 'The requester.',
        resolve: (ticket) => row(ticket).requester as never,
      }),
      seller: t.loadable({
        type: Seller,
        nullable: true,
        description: 'The shop that the ticket is about.',
        load: readShops,
        resolve: (ticket) => row(ticket).sellerId,
      }),
      assignee: t.field({
        type: User,
        nullable: true,
        description: 'The assignee.',
        resolve: (ticket) => row(ticket).assignee as never,
      }),
      participants: t.field({
        type: [User],
        description: 'The requester and everyone who has joined.',
        resolve: (ticket) => participantsOf(row(ticket)) as never,
      }),
      notes: t.string({
        nullable: true,
        description: 'The private notes. Null if the viewer is not staff.',
        resolve: async (ticket, _args, context) => (await notesFor(row(ticket), context))?.body ?? null,
      }),
      notesVersion: t.int({
        nullable: true,
        description:
          'Increases with every change of the private notes; pass it as `expectedNotesVersion`. Null if the viewer is not staff.',
        resolve: async (ticket, _args, context) => (await notesFor(row(ticket), context))?.version ?? null,
      }),
      notesEditedBy: t.field({
        type: User,
        nullable: true,
        description: 'Who last changed the private notes; null if there are none, or if the viewer is not staff.',
        resolve: async (ticket, _args, context) => ((await notesFor(row(ticket), context))?.editedBy ?? null) as never,
      }),
      notesEditedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the private notes last changed; null if never, or if the viewer is not staff.',
        resolve: async (ticket, _args, context) => (await notesFor(row(ticket), context))?.editedAt ?? null,
      }),
      isStarred: t.boolean({
        description: 'Whether the viewer has starred the ticket.',
        ...perViewer,
        resolve: (ticket) => row(ticket).isStarred,
      }),
      unreadCount: t.int({
        description: 'The number of messages that the viewer has not read.',
        ...perViewer,
        resolve: (ticket) => row(ticket).unreadCount,
      }),
      messageCount: t.int({
        description: 'The number of messages that the viewer’s side can see.',
        resolve: (ticket) => row(ticket).messageCount,
      }),
      viewerReadMessageCount: t.int({
        description: 'How many of the messages the viewer has read: `unreadCount` is the rest.',
        ...perViewer,
        resolve: (ticket) => row(ticket).readMessages,
      }),
      viewerReadSeq: t.int({
        description: 'The viewer’s read marker: everything up to this seq has been read. 0 if nothing has been read.',
        ...perViewer,
        resolve: (ticket) => row(ticket).readSeq,
      }),
      snippet: t.string({
        nullable: true,
        description: 'The first 160 characters of the last message, on one line.',
        resolve: (ticket) => snippetOf(row(ticket).lastMessage?.body),
      }),
      version: t.int({
        description:
          'Increases with every change; pass it as `expectedVersion` to get a conflict instead of overwriting another person’s change.',
        resolve: (ticket) => row(ticket).lastSeq,
      }),
      lastSeq: t.int({
        description: 'The highest seq of this ticket’s log for the viewer.',
        resolve: (ticket) => row(ticket).lastSeq,
      }),
      cursor: t.field({
        type: 'Cursor',
        description:
          'The cursor from which to subscribe to `ticketEvents`, so that no change after this read is missed.',
        resolve: (ticket, _args, { services, identity }) => {
          const { id, lastSeq, lastKey, viewerSide } = row(ticket)
          // The row of a bulk update has no side: it is always that of staff.
          const side = isStaffRole(identity!.role) ? 'staff' : viewerSide
          return services.seal.seal(ticketFeedName(id, side), positionAfter({ seq: lastSeq, key: lastKey }))
        },
      }),
      viewerSide: t.field({
        type: TicketSide,
        description: 'The viewer’s side.',
        ...perViewer,
        resolve: (ticket) => row(ticket).viewerSide,
      }),
      viewerCanReply: can('Whether the viewer may reply.', canReply),
      viewerCanClose: can('Whether the viewer may set the status.', canSetStatus),
      viewerCanClaim: can('Whether the viewer may claim the ticket.', canClaim),
      viewerCanTag: can('Whether the viewer may add and remove tags.', canTag),
      viewerCanManage: can('Whether the viewer may change type, assignee, team and notes.', canManage),
    }
  },
})
nodeType('Ticket', readTicket)

builder.prismaObjectField(User, 'viewerCanTagTickets', (t) =>
  t.boolean({
    description: 'Whether the viewer may set tags on tickets that this person requests.',
    ...perViewer,
    resolve: ({ id }, _args, { viewer }) => viewer !== null && canTag(viewer, { requesterId: id }),
  }),
)

const notesFor = async (ticket: TicketRow, { identity }: Context): Promise<Notes | null> =>
  identity && isStaffRole(identity.role) ? notesOf(ticket) : null

const findPerson = batched(findPeople)

/** The shops with these ids, in the same order; null for those that the viewer does not see. */
async function readShops(ids: string[]) {
  const shops = await prisma.seller.findMany({ where: { id: { in: ids } } })
  const byId = new Map(shops.map((shop) => [shop.id, shop]))
  return ids.map((id) => byId.get(id) ?? null) as never[]
}

/** The row of a ticket; the loader has resolved ids before fields are resolved. */
function row(ticket: TicketRow | string): TicketRow {
  return ticket as TicketRow
}

async function participantsOf({ participantIds, requester }: TicketRow): Promise<object[]> {
  if (participantIds.length === 1) return [requester]
  const people = await Promise.all(participantIds.map(findPerson))
  return people.filter((person) => person !== null)
}
