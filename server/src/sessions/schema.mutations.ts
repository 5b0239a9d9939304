import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { cancelSession } from './cancelSession.ts'
import { moveSession } from './moveSession.ts'
import { sessionOf, type SessionRow } from './reads.ts'
import { recordSessionOutcome } from './recordSessionOutcome.ts'
import { respondToSession } from './respondToSession.ts'
import { retryMeeting } from './retryMeeting.ts'
import { scheduleSession } from './scheduleSession.ts'
import { MeetingProvider, SessionOutcome, SessionResponse } from './schema.enums.ts'
import { Session, SessionWarningRef } from './schema.ts'
import { type SessionWarning, warningsAbout } from './warnings.ts'

interface Changed {
  session: SessionRow | null
  warnings: SessionWarning[]
}
const SessionPayload = payloadType<Changed>('SessionPayload', 'The updated session.')
builder.objectFields(SessionPayload, (t) => ({
  session: t.field({
    type: Session,
    nullable: true,
    description: 'The session; null if nothing was changed.',
    resolve: ({ session }) => session ?? null,
  }),
  warnings: t.field({
    type: [SessionWarningRef],
    description: 'Staff: warnings about the time of the scheduled or moved session.',
    resolve: ({ warnings }) => warnings ?? [],
  }),
}))

const changed = async (id: string): Promise<Changed> => ({ session: await sessionOf(id), warnings: [] })
/** The session and the warnings about its time. */
async function placed(id: string): Promise<Changed> {
  const session = await sessionOf(id)
  return { session, warnings: await warningsAbout({ ...session, exceptId: id }) }
}

const sessionId = { required: true, description: 'The session.' } as const
const minutes = 'The length, from 5 to 480 minutes'

const ScheduleSessionInput = builder.inputType('ScheduleSessionInput', {
  description: 'Input of `scheduleSession`.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'The start.' }),
    minutes: t.int({ required: true, defaultValue: 30, description: `${minutes}.` }),
    timeZone: t.string({ defaultValue: 'UTC', description: 'The IANA time zone in which it is scheduled.' }),
    hostId: t.id({ description: 'The host, an agent or admin; the viewer by default.' }),
    provider: t.field({ type: MeetingProvider, description: 'LINK if a link is given, JITSI otherwise.' }),
    joinUrl: t.string({ description: 'For provider LINK: the https address.' }),
  }),
})
const MoveSessionInput = builder.inputType('MoveSessionInput', {
  description: 'Input of `moveSession`. Everyone is asked again.',
  fields: (t) => ({
    sessionId: t.id(sessionId),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'The new start.' }),
    minutes: t.int({ description: `${minutes}; unchanged if omitted.` }),
  }),
})
const CancelSessionInput = builder.inputType('CancelSessionInput', {
  description: 'Staff: cancels a session.',
  fields: (t) => ({ sessionId: t.id(sessionId) }),
})
const RespondToSessionInput = builder.inputType('RespondToSessionInput', {
  description: 'Input of `respondToSession`.',
  fields: (t) => ({
    sessionId: t.id(sessionId),
    response: t.field({ type: SessionResponse, required: true, description: 'The response.' }),
    proposedStartsAt: t.field({ type: 'DateTime', description: 'For PROPOSED: another start.' }),
  }),
})
const RecordSessionOutcomeInput = builder.inputType('RecordSessionOutcomeInput', {
  description: 'Input of `recordSessionOutcome`.',
  fields: (t) => ({
    sessionId: t.id(sessionId),
    outcome: t.field({ type: SessionOutcome, required: true, description: 'The outcome.' }),
    note: t.string({ description: 'A note for staff.' }),
  }),
})
const RetryMeetingInput = builder.inputType('RetryMeetingInput', {
  description: 'The host and admins: retries creating or changing the meeting at its provider.',
  fields: (t) => ({ sessionId: t.id(sessionId) }),
})

builder.mutationFields((t) => ({
  scheduleSession: t.field({
    type: SessionPayload,
    authScopes: { signedIn: true },
    description: 'Staff: schedules a session and invites the participants of the ticket.',
    args: { input: t.arg({ type: ScheduleSessionInput, required: true, description: 'The session.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () =>
        placed(
          await scheduleSession(signedIn(context), context.services.meetings, {
            ...input,
            ticketId: uuidOf(input.ticketId, 'Ticket'),
            hostId: input.hostId == null ? null : uuidOf(input.hostId, 'User'),
            timeZone: input.timeZone ?? 'UTC',
          }),
        ),
      ),
  }),
  moveSession: t.field({
    type: SessionPayload,
    authScopes: { signedIn: true },
    description: 'Staff: moves a session, or changes its length.',
    args: { input: t.arg({ type: MoveSessionInput, required: true, description: 'The new time.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.sessionId, 'Session')
        await moveSession(signedIn(context), { ...input, sessionId: id })
        return placed(id)
      }),
  }),
  cancelSession: t.field({
    type: SessionPayload,
    authScopes: { signedIn: true },
    description: 'Staff: cancels a session.',
    args: { input: t.arg({ type: CancelSessionInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.sessionId, 'Session')
        await cancelSession(signedIn(context), { sessionId: id })
        return changed(id)
      }),
  }),
  respondToSession: t.field({
    type: SessionPayload,
    authScopes: { signedIn: true },
    description: 'Participants: accepts or declines an invitation, or proposes another time.',
    args: { input: t.arg({ type: RespondToSessionInput, required: true, description: 'The response.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.sessionId, 'Session')
        await respondToSession(signedIn(context), { ...input, sessionId: id })
        return changed(id)
      }),
  }),
  recordSessionOutcome: t.field({
    type: SessionPayload,
    authScopes: { signedIn: true },
    description: 'Staff: records whether a session took place, once it has started.',
    args: { input: t.arg({ type: RecordSessionOutcomeInput, required: true, description: 'The outcome.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.sessionId, 'Session')
        await recordSessionOutcome(signedIn(context), { ...input, sessionId: id })
        return changed(id)
      }),
  }),
  retryMeeting: t.field({
    type: SessionPayload,
    authScopes: { signedIn: true },
    description: 'The host and admins: retries creating or changing the meeting at its provider.',
    args: { input: t.arg({ type: RetryMeetingInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const id = uuidOf(input.sessionId, 'Session')
        await retryMeeting(signedIn(context), { sessionId: id })
        return changed(id)
      }),
  }),
}))
