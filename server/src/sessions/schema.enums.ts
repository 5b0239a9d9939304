import { builder } from '../graphql/builder.ts'
import { MEETING_PROBLEMS } from '../platform/meetings/problem.ts'

export const MeetingProvider = builder.enumType('MeetingProvider', {
  description: 'A provider of meetings.',
  values: {
    GOOGLE_MEET: { value: 'google_meet', description: 'Google Meet, with an event in a Google calendar.' },
    JITSI: { value: 'jitsi', description: 'A room on a Jitsi server.' },
    LINK: { value: 'link', description: 'A link that was entered by hand.' },
  } as const,
})

export const MeetingState = builder.enumType('MeetingState', {
  description: 'Whether the provider of a meeting has the current state of the session.',
  values: {
    PENDING: { value: 'pending', description: 'The provider is being updated.' },
    READY: { value: 'ready', description: 'The provider is up to date.' },
    FAILED: { value: 'failed', description: 'The provider could not be updated. Staff see the reason and can retry.' },
  } as const,
})

export const MeetingProblemReason = builder.enumType('MeetingProblemReason', {
  description: 'Why the provider of a meeting could not be updated.',
  values: Object.fromEntries(
    Object.entries(MEETING_PROBLEMS).map(([name, sentence]) => [name, { description: `${sentence}.` }]),
  ) as Record<keyof typeof MEETING_PROBLEMS, { description: string }>,
})

export const SessionResponse = builder.enumType('SessionResponse', {
  description: 'A response to an invitation.',
  values: {
    ACCEPTED: { value: 'accepted', description: 'The person will attend.' },
    DECLINED: { value: 'declined', description: 'The person will not attend.' },
    PROPOSED: { value: 'proposed', description: 'The person proposes another time.' },
  } as const,
})

export const SessionOutcome = builder.enumType('SessionOutcome', {
  description: 'Whether a session took place.',
  values: {
    HELD: { value: 'held', description: 'It took place.' },
    MISSED: { value: 'missed', description: 'A person did not attend.' },
  } as const,
})

export const SessionWarningKind = builder.enumType('SessionWarningKind', {
  description: 'The kind of a scheduling warning.',
  values: {
    OVERLAP: { value: 'overlap', description: 'The person has another session at that time.' },
    OUTSIDE_HOURS: {
      value: 'outside_hours',
      description: 'The time is outside of the host’s working hours, or in their time off.',
    },
  } as const,
})

export const SessionChange = builder.enumType('SessionChange', {
  description: 'A change of a session.',
  values: {
    SCHEDULED: { value: 'session_scheduled', description: 'It was scheduled.' },
    MOVED: { value: 'session_moved', description: 'It was moved.' },
    CANCELLED: { value: 'session_cancelled', description: 'It was cancelled.' },
    RESPONDED: { value: 'session_responded', description: 'A person responded to the invitation.' },
    ENDED: { value: 'session_ended', description: 'Its outcome was recorded.' },
  } as const,
})
