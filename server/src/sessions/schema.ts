import { builder } from '../graphql/builder.ts'
import { globalId, uuidOf } from '../graphql/globalId.ts'
import { nodeType } from '../graphql/node.ts'
import { type Identity, isStaffRole } from '../platform/database/identity.ts'
import { readProblem } from '../platform/meetings/problem.ts'
import { Ticket } from '../tickets/schema.ticket.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import {
  type Attendee,
  findSessions,
  readSession,
  readStaffFacts,
  readTicketSessions,
  type SessionRow,
} from './reads.ts'
import {
  MeetingProblemReason,
  MeetingProvider,
  MeetingState,
  SessionOutcome,
  SessionResponse,
  SessionWarningKind,
} from './schema.enums.ts'
import { addressOf, filePath, joinPath } from './sessionFile.ts'
import { type SessionWarning, warningsAbout } from './warnings.ts'

/** What keeps a session's provider from being up to date, for staff. */
async function problemFor(id: string, { role }: Identity) {
  const { meetingProblem } = isStaffRole(role) ? await readStaffFacts(id) : { meetingProblem: null }
  return meetingProblem === null ? null : readProblem(meetingProblem)
}

const personOf = { type: User, load: (ids: string[]) => readPeople(ids) as Promise<never[]> }

const SessionAttendee = builder.objectRef<Attendee>('SessionAttendee').implement({
  description: 'A person who is invited to a session, and their response.',
  fields: (t) => ({
    user: t.loadable({ ...personOf, description: 'The person.', resolve: ({ userId }) => userId }),
    response: t.expose('response', {
      type: SessionResponse,
      nullable: true,
      description: 'The response; null if there is none yet.',
    }),
    proposedStartsAt: t.expose('proposedStartsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'With PROPOSED: the proposed start.',
    }),
  }),
})

/** A session; resolvers may return a row or an id. */
export const Session = builder.loadableObjectRef<SessionRow | string, string>('Session', {
  load: async (ids) => {
    const found = new Map((await findSessions(ids)).map((session) => [session.id, session]))
    return ids.map((id) => found.get(id) ?? new Error('The session does not exist.'))
  },
})

/** The row of a session; the loader has resolved ids before fields are resolved. */
const row = (session: SessionRow | string): SessionRow => session as SessionRow

builder.objectType(Session, {
  description: 'A meeting that staff have scheduled in a ticket.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (session) => globalId('Session', row(session).id) }),
    ticket: t.field({ type: Ticket, description: 'The ticket.', resolve: (session) => row(session).ticketId }),
    host: t.loadable({ ...personOf, description: 'The host.', resolve: (session) => row(session).hostId }),
    startsAt: t.field({ type: 'DateTime', description: 'The start.', resolve: (session) => row(session).startsAt }),
    endsAt: t.field({ type: 'DateTime', description: 'The end.', resolve: (session) => row(session).endsAt }),
    timeZone: t.string({
      description: 'The IANA time zone it was scheduled in.',
      resolve: (session) => row(session).timeZone,
    }),
    provider: t.field({
      type: MeetingProvider,
      description: 'The provider of the meeting.',
      resolve: (session) => row(session).provider,
    }),
    joinUrl: t.string({
      description: 'The address to join: of the meeting, or of a page that redirects to it once it has a link.',
      resolve: (session, _args, { services }) =>
        row(session).joinUrl ?? addressOf(joinPath(row(session).id), services.post.publicUrl),
    }),
    hasMeetingLink: t.boolean({
      description: 'Whether the provider has created the meeting.',
      resolve: (session) => row(session).joinUrl !== null,
    }),
    meetingState: t.field({
      type: MeetingState,
      description: 'Whether the provider has the current state of the session.',
      resolve: (session) => row(session).meetingState,
    }),
    meetingProblem: t.string({
      nullable: true,
      description: 'With FAILED: the reason, as a sentence in English. Null if the viewer is not staff.',
      resolve: async (session, _args, { identity }) =>
        isStaffRole(identity!.role) ? (await readStaffFacts(row(session).id)).meetingProblem : null,
    }),
    meetingProblemReason: t.field({
      type: MeetingProblemReason,
      nullable: true,
      description: 'The reason in `meetingProblem`, for clients to word it. Null if the viewer is not staff.',
      resolve: async (session, _args, { identity }) => (await problemFor(row(session).id, identity!))?.reason ?? null,
    }),
    meetingIsRetried: t.boolean({
      description: 'With FAILED: whether it is tried again without anybody’s help. False if the viewer is not staff.',
      resolve: async (session, _args, { identity }) =>
        (await problemFor(row(session).id, identity!))?.isRetried ?? false,
    }),
    cancelledAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the session was cancelled; null if it was not.',
      resolve: (session) => row(session).cancelledAt,
    }),
    outcome: t.field({
      type: SessionOutcome,
      nullable: true,
      description: 'Whether the session took place; null until staff have recorded it.',
      resolve: (session) => row(session).outcome,
    }),
    outcomeNote: t.string({
      nullable: true,
      description: 'A note about the outcome. Null if the viewer is not staff.',
      resolve: async (session, _args, { identity }) =>
        isStaffRole(identity!.role) ? (await readStaffFacts(row(session).id)).outcomeNote : null,
    }),
    responses: t.field({
      type: [SessionAttendee],
      description: 'The invited people and their responses.',
      // A ticket has few participants.
      complexity: { field: 1, multiplier: 2 },
      resolve: (session) => row(session).attendees,
    }),
    icsUrl: t.string({
      description: 'An iCalendar file of this session, for those who may see it.',
      resolve: (session, _args, { services }) => addressOf(filePath(row(session).id), services.post.publicUrl),
    }),
  }),
})
nodeType('Session', readSession)

builder.objectField(Ticket, 'sessions', (t) =>
  t.loadableList({
    type: Session,
    description: 'The sessions of the ticket, ordered by start.',
    load: (ids: string[]) => readTicketSessions(ids),
    resolve: (ticket) => (ticket as { id: string }).id,
  }),
)

/** A warning about a time. */
export const SessionWarningRef = builder.objectRef<SessionWarning>('SessionWarning').implement({
  description: 'A warning about a time. It does not prevent scheduling.',
  fields: (t) => ({
    kind: t.expose('kind', { type: SessionWarningKind, description: 'The kind.' }),
    person: t.loadable({ ...personOf, description: 'The person it is about.', resolve: ({ personId }) => personId }),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      description: 'The start of the other session; with OUTSIDE_HOURS, of this one.',
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description: 'The end of the other session; with OUTSIDE_HOURS, of this one.',
    }),
  }),
})

builder.queryFields((t) => ({
  meetingProviders: t.field({
    type: [MeetingProvider],
    authScopes: { staff: true },
    description: 'Staff: the providers that this desk can use.',
    resolve: (_root, _args, { services }) =>
      (['jitsi', 'google_meet', 'link'] as const).filter((name) => services.meetings[name] !== null),
  }),
  sessionWarnings: t.field({
    type: [SessionWarningRef],
    authScopes: { staff: true },
    description: 'Staff: warnings about a time, before a session is scheduled or moved.',
    args: {
      ticketId: t.arg.id({ required: true, description: 'The ticket.' }),
      startsAt: t.arg({ type: 'DateTime', required: true, description: 'The planned start.' }),
      minutes: t.arg.int({ required: true, description: 'The planned length.' }),
      hostId: t.arg.id({ description: 'The planned host; the viewer by default.' }),
      sessionId: t.arg.id({ description: 'The session that is to be moved.' }),
    },
    resolve: (_root, args, { viewer }) =>
      warningsAbout({
        ticketId: uuidOf(args.ticketId, 'Ticket'),
        hostId: args.hostId ? uuidOf(args.hostId, 'User') : (viewer?.id ?? ''),
        startsAt: args.startsAt,
        endsAt: new Date(args.startsAt.getTime() + args.minutes * 60_000),
        exceptId: args.sessionId ? uuidOf(args.sessionId, 'Session') : null,
      }),
  }),
}))
