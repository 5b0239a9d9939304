import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import type {
  Audience as EventAudience,
  CaseOutcome as Outcomes,
  EventKind,
  RequestStatus as Decision,
  SessionOutcome as Outcome,
  SessionResponse as SessionAnswer,
  TicketPriority as Priority,
  TicketSide,
  TicketStatus as Status,
  TicketType,
  UserRole,
} from '../generated/prisma/client.ts'
import { Audience, Message } from '../messages/schema.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { readRatings } from '../ratings/reads.ts'
import { Rating } from '../ratings/schema.rating.ts'
import { ChatRequest, RequestStatus } from '../requests/schema.ts'
import { TicketPriority, TicketStatus } from '../tickets/schema.enums.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { AssignmentReason } from './schema.assignmentReason.ts'
import type { Entry } from './timeline.ts'

interface Kind<Data extends object = Record<string, never>, SeenBy extends EventAudience = 'participants'> {
  data: Data
  audience: SeenBy
}
interface Assignment {
  assigneeId?: string | null
  /** The team it moved to. */
  team?: string
  /** Why the ticket was assigned or returned to the queue automatically; if returned, the previous assignee and the minutes of absence. */
  reason?: 'claim_expired' | 'assignee_unavailable' | 'round_robin' | 'waiting_longest'
  from?: string | null
  minutes?: number
}
type Request = Kind<{ requestId: string; status: Decision; fromStart?: boolean }>
type Participant = Kind<{ userId: string; fromStart?: boolean }>

/** The `data` of each kind of event, and who may see it. */
export interface EventKinds {
  message_added: Kind<{ sender: UserRole; mentions?: string[] }, EventAudience>
  message_edited: Kind<{ mentions?: string[] }, EventAudience>
  message_deleted: Kind<Record<string, never>, EventAudience>
  message_reacted: Kind<Record<string, never>, EventAudience>
  status_changed: Kind<{ from: Status | null; to: Status }>
  priority_changed: Kind<{ from: Priority; to: Priority }>
  type_changed: Kind<{ from: TicketType; to: TicketType }>
  /** Without subjects once the requester is erased. */
  renamed: Kind<{ from?: string; to?: string }>
  tags_changed: Kind<{ added: string[]; removed: string[] }>
  notes_changed: Kind<Record<string, never>, 'staff'>
  assigned: Kind<Assignment>
  claimed: Kind<Assignment>
  unclaimed: Kind<Assignment>
  chat_requested: Request
  chat_request_decided: Request
  session_scheduled: Kind<{ sessionId: string }>
  session_moved: Kind<{ sessionId: string; from: string; to: string }>
  session_cancelled: Kind<{ sessionId: string }>
  session_responded: Kind<{ sessionId: string; response: SessionAnswer; proposedStartsAt?: string | null }>
  session_ended: Kind<{ sessionId: string; outcome: Outcome }>
  session_link_changed: Kind<{ sessionId: string }, EventAudience>
  screen_share_started: Kind<{ shareId: string }>
  screen_share_ended: Kind<{ shareId: string }>
  participant_added: Participant
  participant_removed: Participant
  rated: Kind<{ ratingId: string; score: number; from: number | null; isCommented?: boolean }, 'staff'>
  legal_hold_set: Kind<Record<string, never>, 'staff'>
  legal_hold_lifted: Kind<Record<string, never>, 'staff'>
  confidential_changed: Kind<{ confidential: boolean }, 'staff'>
  emergency_access: Kind<{ reason: string; expiresAt: string }, 'requester'>
  shop_asked_in: Kind<{ sellerId: string; withHistory: boolean }>
  shop_assigned: Kind<{ userId: string | null }, 'requester' | 'shop'>
  case_escalated: Kind<{ side: TicketSide; afterDeadline: boolean }>
  shop_response_overdue: Kind<{ dueAt: string }>
  evidence_requested: Kind<{ side: TicketSide; requestId: string }, TicketSide>
  evidence_answered: Kind<{ side: TicketSide; requestId: string }, TicketSide>
  case_decided: Kind<{ outcome: Outcomes; appealId: string | null }>
  case_appealed: Kind<{ side: TicketSide; appealId: string }>
}

/** The GraphQL type of each kind's entries in the timeline. Kinds without one have no entries: they change existing ones, or the ticket. */
export const ENTRY_TYPES = {
  message_added: 'MessageEntry',
  message_edited: null,
  message_deleted: null,
  message_reacted: null,
  status_changed: 'StatusEntry',
  priority_changed: 'PriorityEntry',
  type_changed: null,
  renamed: 'RenameEntry',
  tags_changed: 'TagsEntry',
  notes_changed: null,
  assigned: 'AssignmentEntry',
  claimed: 'AssignmentEntry',
  unclaimed: 'AssignmentEntry',
  chat_requested: 'ChatRequestEntry',
  chat_request_decided: 'ChatRequestEntry',
  session_scheduled: 'SessionEntry',
  session_moved: 'SessionEntry',
  session_cancelled: 'SessionEntry',
  session_responded: 'SessionEntry',
  session_ended: 'SessionEntry',
  session_link_changed: null,
  screen_share_started: 'ScreenShareEntry',
  screen_share_ended: 'ScreenShareEntry',
  participant_added: 'ParticipantEntry',
  participant_removed: 'ParticipantEntry',
  rated: 'RatingEntry',
  legal_hold_set: 'LegalHoldEntry',
  legal_hold_lifted: 'LegalHoldEntry',
  confidential_changed: 'ConfidentialEntry',
  emergency_access: 'EmergencyAccessEntry',
  shop_asked_in: 'ShopAskedInEntry',
  shop_assigned: 'ShopAssignmentEntry',
  case_escalated: 'CaseEntry',
  shop_response_overdue: 'CaseEntry',
  evidence_requested: 'CaseEntry',
  evidence_answered: 'CaseEntry',
  case_decided: 'CaseEntry',
  case_appealed: 'CaseEntry',
} as const satisfies Record<EventKind, string | null>

type EntryType = NonNullable<(typeof ENTRY_TYPES)[EventKind]>
type KindOf<Type extends EntryType> = {
  [K in EventKind]: (typeof ENTRY_TYPES)[K] extends Type ? K : never
}[EventKind]

/** Whether an event is an entry of the timeline. */
export const isShown = ({ kind }: { kind: EventKind }): boolean => ENTRY_TYPES[kind] !== null

/** The kinds that the timeline shows. */
export const SHOWN_KINDS = (Object.keys(ENTRY_TYPES) as EventKind[]).filter((kind) => isShown({ kind }))

export const TimelineEntry = builder.interfaceRef<Entry>('TimelineEntry')
builder.interfaceType(TimelineEntry, {
  description: 'One entry of a ticket’s ordered history.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque and unique.',
      resolve: ({ ticketId, seq }) => globalId('Entry', `${ticketId}:${seq}`),
    }),
    seq: t.exposeInt('seq', { description: 'The position in the ticket’s log: 1..n for each viewer, without gaps.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    audience: t.expose('audience', { type: Audience, description: 'Who can see it.' }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'The person who did it.',
      resolve: ({ actor }) => actor as never,
    }),
  }),
  resolveType: ({ kind }) => ENTRY_TYPES[kind],
})

/** The type of the entries of some kinds; its own fields are added to it. */
export const entryType = <Type extends EntryType>(name: Type, description: string) =>
  builder.objectRef<Entry<KindOf<Type>>>(name).implement({ description, interfaces: [TimelineEntry] })

// Requesters do not see who was away or for how long.
function forStaff(identity: Context['identity']): boolean {
  return identity !== null && isStaffRole(identity.role)
}

builder.objectFields(entryType('MessageEntry', 'A message was sent.'), (t) => ({
  message: t.field({ type: Message, description: 'The updated message.', resolve: ({ message }) => message! }),
}))
builder.objectFields(entryType('StatusEntry', 'The status changed.'), (t) => ({
  from: t.field({
    type: TicketStatus,
    nullable: true,
    description: 'The previous value.',
    resolve: ({ data }) => data.from,
  }),
  to: t.field({ type: TicketStatus, description: 'The new value.', resolve: ({ data }) => data.to }),
}))
builder.objectFields(entryType('PriorityEntry', 'The priority changed.'), (t) => ({
  from: t.field({ type: TicketPriority, description: 'The previous value.', resolve: ({ data }) => data.from }),
  to: t.field({ type: TicketPriority, description: 'The new value.', resolve: ({ data }) => data.to }),
}))
builder.objectFields(entryType('RenameEntry', 'The ticket was renamed.'), (t) => ({
  from: t.string({
    nullable: true,
    description: 'The previous subject; null once the requester’s data is erased.',
    resolve: ({ data }) => data.from ?? null,
  }),
  to: t.string({ nullable: true, description: 'The new subject, likewise.', resolve: ({ data }) => data.to ?? null }),
}))
builder.objectFields(entryType('ScreenShareEntry', 'A screen share started or ended.'), (t) => ({
  started: t.boolean({
    description: 'Whether the share started; false if it ended.',
    resolve: ({ kind }) => kind === 'screen_share_started',
  }),
}))
builder.objectFields(entryType('TagsEntry', 'Tags were added or removed.'), (t) => ({
  added: t.stringList({ description: 'The tags that were added.', resolve: ({ data }) => data.added }),
  removed: t.stringList({ description: 'The tags that were removed.', resolve: ({ data }) => data.removed }),
}))
builder.objectFields(
  entryType('AssignmentEntry', 'The ticket was claimed, unassigned, or assigned to a person or team.'),
  (t) => ({
    assignee: t.loadable({
      type: User,
      nullable: true,
      description: 'The new assignee; null if unassigned.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ data }) => data.assigneeId,
    }),
    team: t.string({
      nullable: true,
      description: 'The new team; null if the team did not change.',
      resolve: ({ data }) => data.team ?? null,
    }),
    claimed: t.boolean({
      description: 'Whether the assignee claimed it themselves.',
      resolve: ({ kind }) => kind === 'claimed',
    }),
    reason: t.field({
      type: AssignmentReason,
      nullable: true,
      description:
        'Why the ticket was assigned or returned to the queue automatically. Null if a person did it, or if the viewer is not staff.',
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data.reason ?? null) : null),
    }),
    previous: t.loadable({
      type: User,
      nullable: true,
      description: 'If it returned to the queue automatically: the previous assignee.',
      load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data.from ?? null) : null),
    }),
    awayMinutes: t.int({
      nullable: true,
      description: 'With CLAIM_EXPIRED: after how many minutes of absence claims are released.',
      resolve: ({ data }, _args, { identity }) => (forStaff(identity) ? (data.minutes ?? null) : null),
    }),
  }),
)

builder.objectFields(entryType('ChatRequestEntry', 'A request to join was made or decided.'), (t) => ({
  request: t.field({
    type: ChatRequest,
    description: 'The updated request.',
    resolve: ({ data }) => data.requestId,
  }),
  change: t.field({
    type: RequestStatus,
    description: 'The new status; PENDING when the request was made.',
    resolve: ({ data }) => data.status,
  }),
  fromStart: t.boolean({
    description: 'Whether the admitted participant can read the full history.',
    resolve: ({ data }) => data.fromStart === true,
  }),
}))
builder.objectFields(entryType('ParticipantEntry', 'A participant was added, was removed, or left.'), (t) => ({
  person: t.loadable({
    type: User,
    nullable: true,
    description: 'The participant; the actor themselves if they left.',
    load: (ids: string[]) => readPeople(ids) as Promise<never[]>,
    resolve: ({ data }) => data.userId,
  }),
  joined: t.boolean({
    description: 'Whether the person was added; false if they were removed or left.',
    resolve: ({ kind }) => kind === 'participant_added',
  }),
}))
builder.objectFields(
  entryType('RatingEntry', 'Staff: the requester rated the ticket, or changed the rating.'),
  (t) => ({
    score: t.int({ description: 'The new score, 1 (bad) to 5 (good).', resolve: ({ data }) => data.score }),
    previousScore: t.int({ nullable: true, description: 'The score before.', resolve: ({ data }) => data.from }),
    isCommented: t.boolean({ description: 'Whether the comment changed.', resolve: ({ data }) => !!data.isCommented }),
    rating: t.loadable({
      type: Rating,
      nullable: true,
      description: 'The rating as it is now.',
      load: (ids: string[]) => readRatings(ids) as Promise<never[]>,
      resolve: ({ data }) => data.ratingId,
    }),
  }),
)
