import { builder } from '../graphql/builder.ts'
import { globalId } from '../graphql/globalId.ts'
import { fromNow } from '../live/feed.ts'
import { Ticket } from './schema.ticket.ts'
import type { TicketRow } from './ticket.ts'
import { type ReadMarker, readMarkersOf, type ViewerState, viewerStateFeed } from './viewerState.ts'

const ReadMarkerType = builder.objectRef<ReadMarker>('ReadMarker').implement({
  description: 'How far one person has read a ticket.',
  fields: (t) => ({
    userId: t.id({ description: 'The person.', resolve: ({ userId }) => globalId('User', userId) }),
    messageCount: t.exposeInt('readMessages', { description: 'How many of the ticket’s messages they have read.' }),
  }),
})

builder.objectField(Ticket, 'readMarkers', (t) =>
  t.loadableList({
    type: ReadMarkerType,
    description:
      'How far staff have read the ticket; those who are not staff get only their own marker. The same for all staff, so that live updates that select it are shared.',
    complexity: { field: 1, multiplier: 1 },
    load: (ids: string[]) => readMarkersOf(ids),
    resolve: (ticket) => (ticket as TicketRow).id,
  }),
)

const TicketViewerState = builder.objectRef<ViewerState>('TicketViewerState').implement({
  description: 'What the viewer alone has in a ticket.',
  fields: (t) => ({
    ticketId: t.id({ description: 'The ticket.', resolve: ({ id }) => globalId('Ticket', id) }),
    isStarred: t.exposeBoolean('isStarred', { description: 'Whether the viewer has starred it.' }),
    viewerReadSeq: t.exposeInt('readSeq', { description: 'The viewer’s read marker, as `Ticket.viewerReadSeq`.' }),
    viewerReadMessageCount: t.exposeInt('readMessages', {
      description: 'How many of its messages the viewer has read.',
    }),
  }),
})

builder.subscriptionField('viewerStateChanged', (t) =>
  t.field({
    type: TicketViewerState,
    authScopes: { signedIn: true },
    description:
      'Tickets that the viewer stars, unstars or reads on any device, starting from now. With `messageCount` of the ticket feeds it gives the number of unread messages.',
    subscribe: (_root, _args, { identity }) => fromNow(viewerStateFeed(identity!), identity!),
    resolve: (state) => state as unknown as ViewerState,
  }),
)
