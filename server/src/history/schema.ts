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
      description: 'Opaque, and unique.',
      resolve: ({ ticketId, seq }) => globalId('Entry', `${ticketId}:${seq}`),
    }),
    seq: t.exposeInt('seq', { description: 'Its place in the ticket’s log: 1..n for each viewer, without gaps.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    actor: t.field({ type: User, nullable: true, description: 'Who did it.', resolve: ({ actor }) => actor as never }),
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
} as const

const entryType = (name: (typeof TYPES)[keyof typeof TYPES], description: string) =>
  builder.objectRef<Entry>(name).implement({ description, interfaces: [TimelineEntry] })

builder.objectFields(entryType('MessageEntry', 'Somebody wrote a message.'), (t) => ({
  message: t.field({ type: Message, description: 'The message as it is now.', resolve: ({ message }) => message! }),
}))
builder.objectFields(entryType('StatusEntry', 'The status changed.'), (t) => ({
  from: t.field({
    type: TicketStatus,
    nullable: true,
    description: 'What it was.',
    resolve: ({ data }) => data['from'],
  }),
  to: t.field({ type: TicketStatus, description: 'What it became.', resolve: ({ data }) => data['to'] }),
}))
builder.objectFields(entryType('PriorityEntry', 'The priority changed.'), (t) => ({
  from: t.field({ type: TicketPriority, description: 'What it was.', resolve: ({ data }) => data['from'] }),
  to: t.field({ type: TicketPriority, description: 'What it became.', resolve: ({ data }) => data['to'] }),
}))
builder.objectFields(entryType('ScreenShareEntry', 'Somebody began to share their screen, or stopped.'), (t) => ({
  started: t.boolean({ description: 'Whether it began.', resolve: ({ kind }) => kind === 'screen_share_started' }),
}))
builder.objectFields(entryType('TagsEntry', 'Tags were added or removed.'), (t) => ({
  added: t.stringList({ description: 'New ones.', resolve: ({ data }) => data['added'] }),
  removed: t.stringList({ description: 'Ones that went.', resolve: ({ data }) => data['removed'] }),
}))
const AssignmentReason = builder.enumType('AssignmentReason', {
  description: 'Why a ticket came back to the queue without anybody having given it back.',
  values: {
    CLAIM_EXPIRED: { value: 'claim_expired', description: 'Its owner was away for longer than the desk keeps claims.' },
    ASSIGNEE_UNAVAILABLE: {
      value: 'assignee_unavailable',
      description: 'It was reopened after its assignee had been disabled or had left the staff.',
    },
  } as const,
})

builder.objectFields(
  entryType('AssignmentEntry', 'Somebody took it, gave it back, or handed it to a person or a team.'),
  (t) => ({
    assignee: t.loadable({
      type: User,
      nullable: true,
      description: 'Who has it since; null for nobody.',
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
      description: 'Why it came back to the queue. Null where somebody decided so, and for anyone but staff.',
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data['reason'] ?? null) : null),
    }),
    previous: t.loadable({
      type: User,
      nullable: true,
      description: 'With a reason: who had it before.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ data }, _args, { identity }) =>
        forStaff(identity) ? ((data['from'] ?? null) as string | null) : null,
    }),
    awayMinutes: t.int({
      nullable: true,
      description: 'With CLAIM_EXPIRED: how long the desk keeps claims of those who are away, in minutes.',
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data['minutes'] ?? null) : null),
    }),
  }),
)

/** Who was away, and for how long, is no requester's business. */
function forStaff(identity: Context['identity']): boolean {
  return identity !== null && isStaffRole(identity.role)
}

builder.objectFields(entryType('ChatRequestEntry', 'Somebody asked to join, or a request was decided.'), (t) => ({
  request: t.field({
    type: ChatRequest,
    description: 'The request as it is now.',
    resolve: ({ data }) => data['requestId'] as string,
  }),
  change: t.field({
    type: RequestStatus,
    description: 'What happened here: PENDING where it was made.',
    resolve: ({ data }) => data['status'],
  }),
  fromStart: t.boolean({
    description: 'Whether who was let in reads what came before.',
    resolve: ({ data }) => data['fromStart'] === true,
  }),
}))
builder.objectFields(entryType('ParticipantEntry', 'Somebody was brought in, taken out, or left.'), (t) => ({
  person: t.loadable({
    type: User,
    nullable: true,
    description: 'Whom it is about; the actor themselves where they left.',
    load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
    resolve: ({ data }) => data['userId'] as string,
  }),
  joined: t.boolean({
    description: 'Whether they take part since, or no longer.',
    resolve: ({ kind }) => kind === 'participant_added',
  }),
}))

const TimelineConnection = connectionType<Entry>('Timeline', TimelineEntry, 'entries of a timeline')

builder.objectField(Ticket, 'timeline', (t) =>
  t.field({
    type: TimelineConnection,
    description: 'Messages and visible history, in order.',
    args: {
      first: t.arg.int({ description: 'So many from the start; 25 if nothing is said, 100 at most.' }),
      after: t.arg.string({ description: 'Beyond this edge’s cursor.' }),
      last: t.arg.int({ description: 'So many from the end.' }),
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
      description: 'Where the feed is now: keep it, and hand it back as `after`.',
      resolve: ({ ticketId, seq }, _args, { services, identity }) =>
        services.seal.seal(ticketFeedName(ticketId, identity!), String(seq)),
    }),
    entry: t.field({
      type: TimelineEntry,
      nullable: true,
      description: 'What is new in the timeline; null when something in it changed.',
      resolve: (entry) => (isShown(entry) ? entry : null),
    }),
    changedMessage: t.field({
      type: Message,
      nullable: true,
      description: 'Set when a message was edited or deleted: the message as it is now.',
      resolve: ({ kind, message }) => (kind === 'message_edited' || kind === 'message_deleted' ? message : null),
    }),
    ticket: t.field({ type: Ticket, description: 'The ticket as it is now.', resolve: ({ ticketId }) => ticketId }),
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
      ticketId: t.arg.id({ required: true, description: 'Which ticket.' }),
      after: t.arg({ type: 'Cursor', description: 'The last cursor seen.' }),
    },
    subscribe: async (_root, { ticketId, after }, { identity, services }) => {
      const id = uuidOf(ticketId, 'Ticket')
      if (!id || !(await readTicket(id))) throw new RequestError('NOT_FOUND', 'There is no such ticket.')
      const feed = ticketFeed(id, identity!)
      return new FeedRequest(feed, identity!, await startOf(feed, after, services.seal))
    },
    resolve: (entry) => entry as unknown as Entry | Reset,
  }),
)
