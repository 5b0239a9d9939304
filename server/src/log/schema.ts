import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { uuidOf } from '../graphql/globalId.ts'
import type { EventKind } from '../generated/prisma/client.ts'
import { FeedRequest, Reset, startOf } from '../live/feed.ts'
import { FeedReset } from '../live/schema.ts'
import { Message } from '../messages/schema.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { Session } from '../sessions/schema.ts'
import { readTicket } from '../tickets/reads.ts'
import { TicketSide } from '../tickets/schema.enums.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { sideIn } from './audienceScope.ts'
import { positionAfter, ticketFeed, ticketFeedName } from './feed.ts'
import { canViewAs } from './policy.ts'
import { isShown, SHOWN_KINDS, TimelineEntry } from './schema.kinds.ts'
import { type Entry, timelineOf } from './timeline.ts'

const readTimeline = timelineOf(SHOWN_KINDS)

const TimelineConnection = connectionType<Entry>('Timeline', TimelineEntry, 'entries of a timeline')

builder.objectField(Ticket, 'timeline', (t) =>
  t.field({
    type: TimelineConnection,
    description: 'Messages and visible history, in order.',
    args: {
      first: t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' }),
      after: t.arg.string({ description: 'After this edge’s cursor.' }),
      last: t.arg.int({ description: 'The number of items from the end.' }),
      before: t.arg.string({ description: 'Before this edge’s cursor.' }),
      as: t.arg({ type: TicketSide, description: 'As this side sees it, with its numbering. Staff only.' }),
    },
    complexity: ({ first, last }) => ({ field: 1, multiplier: Math.min(100, first ?? last ?? 25) }),
    resolve: async (ticket, { as, ...page }) => {
      const { id } = ticket as { id: string }
      if (as && !canViewAs(await sideIn(id), as))
        throw new RequestError('BAD_USER_INPUT', 'Only staff can see a conversation as another side does.')
      return connectionOf(await readTimeline(id, pageOf(page, 1), as ?? null), ({ seq }) => pageCursor(String(seq)))
    },
  }),
)

/** The kinds of events that change a message. */
const CHANGES: ReadonlySet<EventKind> = new Set(['message_edited', 'message_deleted', 'message_reacted'])

const TicketEvent = builder.objectRef<Entry>('TicketEvent').implement({
  description: 'One event of a ticket’s log, in order and without gaps for this viewer.',
  fields: (t) => ({
    cursor: t.field({
      type: 'Cursor',
      description: 'The feed’s new cursor. Store it and pass it as `after` to resume.',
      resolve: (entry, _args, { services }) =>
        services.seal.seal(ticketFeedName(entry.ticketId, entry.side), positionAfter(entry)),
    }),
    entry: t.field({
      type: TimelineEntry,
      nullable: true,
      description: 'The new timeline entry; null if an existing one changed.',
      resolve: (entry) => (isShown(entry) ? entry : null),
    }),
    changedMessage: t.field({
      type: Message,
      nullable: true,
      description: 'Set when a message was edited or deleted, or somebody reacted to it: the message as it is now.',
      resolve: ({ kind, message }) => (CHANGES.has(kind) ? message : null),
    }),
    changedSession: t.field({
      type: Session,
      nullable: true,
      description: 'Set when the meeting link of a session changed: the session as it is now.',
      resolve: ({ kind, data }) => (kind === 'session_link_changed' && 'sessionId' in data ? data.sessionId : null),
    }),
    ticket: t.field({ type: Ticket, description: 'The updated ticket.', resolve: ({ ticketId }) => ticketId }),
  }),
})

const TicketDelivery = builder.unionType('TicketDelivery', {
  description: 'An item of a ticket’s feed.',
  types: [TicketEvent, FeedReset],
  resolveType: (value) => (value instanceof Reset ? FeedReset : TicketEvent),
})

builder.subscriptionField('ticketEvents', (t) =>
  t.field({
    type: TicketDelivery,
    authScopes: { signedIn: true },
    description:
      'One ticket’s log. Replays everything after the cursor, then continues live. Without a cursor, it starts from now.',
    args: {
      ticketId: t.arg.id({ required: true, description: 'The ticket.' }),
      after: t.arg({ type: 'Cursor', description: 'The last cursor received.' }),
    },
    subscribe: async (_root, { ticketId, after }, { identity, services }) => {
      const id = uuidOf(ticketId, 'Ticket')
      if (!id || !(await readTicket(id))) throw new RequestError('NOT_FOUND', 'The ticket does not exist.')
      const feed = ticketFeed(id, await sideIn(id))
      return new FeedRequest(feed, identity!, await startOf(feed, after, services.seal))
    },
    resolve: (entry) => entry as unknown as Entry | Reset,
  }),
)
