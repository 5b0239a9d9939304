import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { ticketFeedName } from '../log/feed.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { Seller, User } from '../viewer/schema.ts'
import { TicketPriority, TicketStatus, TicketType, WaitingOn } from './schema.enums.ts'
import { type Notes, notesOf } from './notes.ts'
import { canClaim, canManage, canReply, canSetStatus } from './policy.ts'
import { readTicket, readTickets } from './reads.ts'
import { snippetOf } from './snippet.ts'
import type { TicketRow } from './ticket.ts'

/** A ticket; fields may return a row or the id of one. */
export const Ticket = builder.loadableObjectRef<TicketRow | string, string>('Ticket', {
  load: async (ids) => (await readTickets(ids)).map((ticket) => ticket ?? new Error('The ticket is not there.')),
})

/** Fields that the answer of a change of many tickets can give without another read. */
export const STATE_FIELDS: ReadonlySet<string> = new Set(
  `__typename id number subject status priority type tags assignee team waitingOn waitingSince createdAt updatedAt resolvedAt
  version lastSeq cursor viewerCanReply viewerCanClose viewerCanClaim viewerCanManage`.split(/\s+/),
)

/** Values that depend on who asks: such documents are executed for each viewer on their own. */
const perViewer = { extensions: { [PER_VIEWER]: true } }
const mayNot = () => false

builder.objectType(Ticket, {
  description: 'One conversation and its state.',
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
      number: t.string({ description: '“TC-0001”.', resolve: (ticket) => row(ticket).number }),
      subject: t.string({ description: 'The kind of notification.', resolve: (ticket) => row(ticket).subject }),
      status: t.field({
        type: TicketStatus,
        description: 'The cursor of this item.',
        resolve: (ticket) => row(ticket).status,
      }),
      priority: t.field({
        type: TicketPriority,
        description: 'How urgent it is.',
        resolve: (ticket) => row(ticket).priority,
      }),
      type: t.field({
        type: TicketType,
        description: 'The type of ticket.',
        resolve: (ticket) => row(ticket).type,
      }),
      tags: t.stringList({ description: 'The tags.', resolve: (ticket) => row(ticket).tags }),
      requester: t.field({
        type: User,
        description: 'The requester.',
        resolve: (ticket) => row(ticket).requester as never,
      }),
      seller: t.field({
        type: Seller,
        nullable: true,
        description: 'The shop it concerns.',
        resolve: (ticket) =>
          row(ticket).sellerId ? prisma.seller.findFirst({ where: { id: row(ticket).sellerId! } }) : null,
      }),
      assignee: t.field({
        type: User,
        nullable: true,
        description: 'The assignee.',
        resolve: (ticket) => row(ticket).assignee as never,
      }),
      team: t.string({ description: 'The team it is routed to.', resolve: (ticket) => row(ticket).team }),
      participants: t.field({
        type: [User],
        description: 'The requester and everybody who has joined.',
        resolve: (ticket) => participantsOf(row(ticket)) as never,
      }),
      notes: t.string({
        nullable: true,
        description: 'Private notes. Null for anyone but staff.',
        resolve: async (ticket, _args, context) => (await notesFor(row(ticket), context))?.body ?? null,
      }),
      notesVersion: t.int({
        nullable: true,
        description:
          'Increases with every change of the private notes; pass it as `expectedNotesVersion`. Null for everybody but staff.',
        resolve: async (ticket, _args, context) => (await notesFor(row(ticket), context))?.version ?? null,
      }),
      notesEditedBy: t.field({
        type: User,
        nullable: true,
        description: 'Who changed the private notes last; null if nobody, and for everybody but staff.',
        resolve: async (ticket, _args, context) => ((await notesFor(row(ticket), context))?.editedBy ?? null) as never,
      }),
      notesEditedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the private notes last changed; null if never, and for everybody but staff.',
        resolve: async (ticket, _args, context) => (await notesFor(row(ticket), context))?.editedAt ?? null,
      }),
      isStarred: t.boolean({
        description: 'Whether the viewer has starred it.',
        ...perViewer,
        resolve: (ticket) => row(ticket).isStarred,
      }),
      unreadCount: t.int({
        description: 'Messages the viewer has not read.',
        ...perViewer,
        resolve: (ticket) => row(ticket).unreadCount,
      }),
      viewerReadSeq: t.int({
        description: 'The viewer’s read marker: everything up to this seq has been read. 0 when nothing has.',
        ...perViewer,
        resolve: (ticket) => row(ticket).readSeq,
      }),
      waitingOn: t.field({
        type: WaitingOn,
        nullable: true,
        description: 'Who has to answer next; null if the ticket is resolved or closed.',
        resolve: (ticket) => row(ticket).waitingOn,
      }),
      waitingSince: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Since when the ticket has been waiting for them.',
        resolve: (ticket) => row(ticket).waitingSince,
      }),
      snippet: t.string({
        nullable: true,
        description: 'The first 160 characters of the last message, on one line.',
        resolve: (ticket) => snippetOf(row(ticket).lastMessage?.body),
      }),
      createdAt: t.field({
        type: 'DateTime',
        description: 'When it was opened.',
        resolve: (ticket) => row(ticket).createdAt,
      }),
      updatedAt: t.field({
        type: 'DateTime',
        description: 'When it last changed, as far as the viewer may see.',
        resolve: (ticket) => row(ticket).updatedAt,
      }),
      resolvedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was resolved or closed.',
        resolve: (ticket) => row(ticket).resolvedAt,
      }),
      version: t.int({
        description:
          'Increases with every change; pass it as `expectedVersion` to get a conflict instead of overwriting somebody else’s change.',
        resolve: (ticket) => row(ticket).lastSeq,
      }),
      lastSeq: t.int({
        description: 'The highest seq of this ticket’s log for the viewer.',
        resolve: (ticket) => row(ticket).lastSeq,
      }),
      cursor: t.field({
        type: 'Cursor',
        description: 'Where to subscribe `ticketEvents` from so that nothing is missed after this read.',
        resolve: (ticket, _args, { services, identity }) =>
          services.seal.seal(ticketFeedName(row(ticket).id, identity!), String(row(ticket).lastSeq)),
      }),
      viewerCanReply: can('Whether the viewer may write here.', canReply),
      viewerCanClose: can('Whether the viewer may set the status.', canSetStatus),
      viewerCanClaim: can('Whether the viewer can claim it.', canClaim),
      viewerCanManage: can('Whether the viewer may change type, assignee, team and notes.', canManage),
    }
  },
})
nodeType('Ticket', readTicket)

const notesFor = async (ticket: TicketRow, { identity }: Context): Promise<Notes | null> =>
  identity && isStaffRole(identity.role) ? notesOf(ticket) : null

/** The row behind a ticket; the loader has resolved ids by the time a field is asked. */
function row(ticket: TicketRow | string): TicketRow {
  return ticket as TicketRow
}

async function participantsOf({ participantIds, requester }: TicketRow): Promise<object[]> {
  if (participantIds.length === 1) return [requester]
  const people = await prisma.user.findMany({ where: { id: { in: participantIds } } })
  const byId = new Map(people.map((person) => [person.id, person]))
  return participantIds.flatMap((id) => byId.get(id) ?? [])
}
