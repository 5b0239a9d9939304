import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { FeedRequest, Reset, startOf } from '../live/feed.ts'
import { FeedReset } from '../live/schema.ts'
import { Message } from '../messages/schema.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { ChatRequest, RequestStatus } from '../requests/schema.ts'
import { SessionChange, SessionOutcome, SessionResponse } from '../sessions/schema.enums.ts'
import { Session } from '../sessions/schema.ts'
import { TicketPriority, TicketStatus } from '../tickets/schema.enums.ts'
import { readTicket } from '../tickets/reads.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { ticketFeed, ticketFeedName } from './feed.ts'
import { type Entry, isShown, readTimeline } from './timeline.ts'

const TimelineEntry = builder.interfaceRef<Entry>('TimelineEntry')
builder.interfaceType(TimelineEntry, {
  description: 'One entry of a ticket’s ordered history.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque and unique.',
      resolve: ({ ticketId, seq }) => globalId('Entry', `${ticketId}:${seq}`),
    }),
    seq: t.exposeInt('seq', { description: 'The position in the ticket’s log: 1..n for each viewer, without gaps.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'The person who did it.',
      resolve: ({ actor }) => actor as never,
    }),
  }),
  resolveType: ({ kind }) => TYPES[kind as keyof typeof TYPES],
})

/** Which type tells which fact. */
const TYPES = {
  message_added: 'MessageEntry',
  status_changed: 'StatusEntry',
  priority_changed: 'PriorityEntry',
  tags_changed: 'TagsEntry',
  assigned: 'AssignmentEntry',
  claimed: 'AssignmentEntry',
  unclaimed: 'AssignmentEntry',
  chat_requested: 'ChatRequestEntry',
  chat_request_decided: 'ChatRequestEntry',
  participant_added: 'ParticipantEntry',
  participant_removed: 'ParticipantEntry',
  screen_share_started: 'ScreenShareEntry',
  screen_share_ended: 'ScreenShareEntry',
  session_scheduled: 'SessionEntry',
  session_moved: 'SessionEntry',
  session_cancelled: 'SessionEntry',
  session_responded: 'SessionEntry',
  session_ended: 'SessionEntry',
} as const

const entryType = (name: (typeof TYPES)[keyof typeof TYPES], description: string) =>
  builder.objectRef<Entry>(name).implement({ description, interfaces: [TimelineEntry] })

builder.objectFields(entryType('MessageEntry', 'A message was sent.'), (t) => ({
  message: t.field({ type: Message, description: 'The updated message.', resolve: ({ message }) => message! }),
}))
builder.objectFields(entryType('StatusEntry', 'The status changed.'), (t) => ({
  from: t.field({
    type: TicketStatus,
    nullable: true,
    description: 'The previous value.',
    resolve: ({ data }) => data['from'],
  }),
  to: t.field({ type: TicketStatus, description: 'The new value.', resolve: ({ data }) => data['to'] }),
}))
builder.objectFields(entryType('PriorityEntry', 'The priority changed.'), (t) => ({
  from: t.field({ type: TicketPriority, description: 'The previous value.', resolve: ({ data }) => data['from'] }),
  to: t.field({ type: TicketPriority, description: 'The new value.', resolve: ({ data }) => data['to'] }),
}))
builder.objectFields(entryType('ScreenShareEntry', 'A screen share started or ended.'), (t) => ({
  started: t.boolean({
    description: 'Whether the share started; false if it ended.',
    resolve: ({ kind }) => kind === 'screen_share_started',
  }),
}))
builder.objectFields(entryType('SessionEntry', 'Something happened to a session.'), (t) => ({
  session: t.field({
    type: Session,
    description: 'The session as it is now.',
    resolve: ({ data }) => data['sessionId'] as string,
  }),
  change: t.field({ type: SessionChange, description: 'What happened.', resolve: ({ kind }) => kind as never }),
  response: t.field({
    type: SessionResponse,
    nullable: true,
    description: 'With RESPONDED: the answer.',
    resolve: ({ data }) => data['response'] ?? null,
  }),
  outcome: t.field({
    type: SessionOutcome,
    nullable: true,
    description: 'With ENDED: the outcome.',
    resolve: ({ data }) => data['outcome'] ?? null,
  }),
  movedTo: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'With MOVED: the new start. With RESPONDED: the proposed start.',
    resolve: ({ data }) => data['to'] ?? data['proposedStartsAt'] ?? null,
  }),
}))
builder.objectFields(entryType('TagsEntry', 'Tags were added or removed.'), (t) => ({
  added: t.stringList({ description: 'The tags that were added.', resolve: ({ data }) => data['added'] }),
  removed: t.stringList({ description: 'The tags that were removed.', resolve: ({ data }) => data['removed'] }),
}))
const AssignmentReason = builder.enumType('AssignmentReason', {
  description: 'Why a ticket returned to the queue automatically.',
  values: {
    CLAIM_EXPIRED: { value: 'claim_expired', description: 'The assignee was away for longer than claims are kept.' },
    ASSIGNEE_UNAVAILABLE: {
      value: 'assignee_unavailable',
      description: 'It was reopened after its assignee had been disabled or had left the staff.',
    },
  } as const,
})

builder.objectFields(
  entryType('AssignmentEntry', 'The ticket was claimed, unassigned, or assigned to a person or team.'),
  (t) => ({
    assignee: t.loadable({
      type: User,
      nullable: true,
      description: 'The new assignee; null if unassigned.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ data }) => data['assigneeId'] as string | null,
    }),
    team: t.string({
      nullable: true,
      description: 'The team it moved to; null when it stayed where it was.',
      resolve: ({ data }) => data['team'] ?? null,
    }),
    claimed: t.boolean({
      description: 'Whether the assignee took it themselves.',
      resolve: ({ kind }) => kind === 'claimed',
    }),
    reason: t.field({
      type: AssignmentReason,
      nullable: true,
      description:
        'Why the ticket returned to the queue automatically. Null if a person did it, and for everybody but staff.',
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data['reason'] ?? null) : null),
    }),
    previous: t.loadable({
      type: User,
      nullable: true,
      description: 'With a reason: the previous assignee.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ data }, _args, { identity }) =>
        forStaff(identity) ? ((data['from'] ?? null) as string | null) : null,
    }),
    awayMinutes: t.int({
      nullable: true,
      description: 'With CLAIM_EXPIRED: after how many minutes of absence claims are released.',
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data['minutes'] ?? null) : null),
    }),
  }),
)

/** Who was away, and for how long, is no requester's business. */
function forStaff(identity: Context['identity']): boolean {
  return identity !== null && isStaffRole(identity.role)
}

builder.objectFields(entryType('ChatRequestEntry', 'A request to join was made or decided.'), (t) => ({
  request: t.field({
    type: ChatRequest,
    description: 'The updated request.',
    resolve: ({ data }) => data['requestId'] as string,
  }),
  change: t.field({
    type: RequestStatus,
    description: 'The new status; PENDING when the request was made.',
    resolve: ({ data }) => data['status'],
  }),
  fromStart: t.boolean({
    description: 'Whether the admitted participant can read the full history.',
    resolve: ({ data }) => data['fromStart'] === true,
  }),
}))
builder.objectFields(entryType('ParticipantEntry', 'A participant was added, was removed, or left.'), (t) => ({
  person: t.loadable({
    type: User,
    nullable: true,
    description: 'The participant; the actor themselves if they left.',
    load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
    resolve: ({ data }) => data['userId'] as string,
  }),
  joined: t.boolean({
    description: 'Whether the person was added; false if they were removed or left.',
    resolve: ({ kind }) => kind === 'participant_added',
  }),
}))

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
    },
    complexity: ({ first, last }) => ({ field: 1, multiplier: Math.min(100, first ?? last ?? 25) }),
    resolve: async (ticket, page) => {
      const { id } = ticket as { id: string }
      return connectionOf(await readTimeline(id, pageOf(page, 1)), ({ seq }) => pageCursor(String(seq)))
    },
  }),
)

const TicketEvent = builder.objectRef<Entry>('TicketEvent').implement({
  description: 'One step of a ticket’s log, in order, with no gaps for this viewer.',
  fields: (t) => ({
    cursor: t.field({
      type: 'Cursor',
      description: 'The feed’s new cursor: keep it and pass it as `after`.',
      resolve: ({ ticketId, seq }, _args, { services, identity }) =>
        services.seal.seal(ticketFeedName(ticketId, identity!), String(seq)),
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
      description: 'Set when a message was edited or deleted: the message as it is now.',
      resolve: ({ kind, message }) => (kind === 'message_edited' || kind === 'message_deleted' ? message : null),
    }),
    changedSession: t.field({
      type: Session,
      nullable: true,
      description: 'Set when the meeting link of a session changed: the session as it is now.',
      resolve: ({ kind, data }) => (kind === 'session_link_changed' ? (data['sessionId'] as string) : null),
    }),
    ticket: t.field({ type: Ticket, description: 'The updated ticket.', resolve: ({ ticketId }) => ticketId }),
  }),
})

const TicketDelivery = builder.unionType('TicketDelivery', {
  description: 'A step of a ticket’s feed.',
  types: [TicketEvent, FeedReset],
  resolveType: (value) => (value instanceof Reset ? FeedReset : TicketEvent),
})

builder.subscriptionField('ticketEvents', (t) =>
  t.field({
    type: TicketDelivery,
    authScopes: { signedIn: true },
    description:
      'One ticket’s log. Replays everything after the cursor, then goes on live. Without a cursor, starts from now.',
    args: {
      ticketId: t.arg.id({ required: true, description: 'The ticket.' }),
      after: t.arg({ type: 'Cursor', description: 'The last cursor seen.' }),
    },
    subscribe: async (_root, { ticketId, after }, { identity, services }) => {
      const id = uuidOf(ticketId, 'Ticket')
      if (!id || !(await readTicket(id))) throw new RequestError('NOT_FOUND', 'The ticket does not exist.')
      const feed = ticketFeed(id, identity!)
      return new FeedRequest(feed, identity!, await startOf(feed, after, services.seal))
    },
    resolve: (entry) => entry as unknown as Entry | Reset,
  }),
)
