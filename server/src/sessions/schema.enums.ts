import { builder } from '../graphql/builder.ts'

export const MeetingProvider = builder.enumType('MeetingProvider', {
  description: 'Where meetings take place.',
  values: {
    GOOGLE_MEET: { value: 'google_meet', description: 'Google Meet, with an event in a Google calendar.' },
    JITSI: { value: 'jitsi', description: 'A room on a Jitsi server.' },
    LINK: { value: 'link', description: 'A link that was entered by hand.' },
  } as const,
})

export const MeetingState = builder.enumType('MeetingState', {
  description: 'Whether the provider of a meeting knows of the session as it is now.',
  values: {
    PENDING: { value: 'pending', description: 'The provider is being asked.' },
    READY: { value: 'ready', description: 'It does.' },
    FAILED: { value: 'failed', description: 'The provider could not be told. Staff see why, and can try again.' },
  } as const,
})

export const SessionResponse = builder.enumType('SessionResponse', {
  description: 'An answer to an invitation.',
  values: {
    ACCEPTED: { value: 'accepted', description: 'They will come.' },
    DECLINED: { value: 'declined', description: 'They will not come.' },
    PROPOSED: { value: 'proposed', description: 'They propose another time.' },
  } as const,
})

export const SessionOutcome = builder.enumType('SessionOutcome', {
  description: 'Whether a session took place.',
  values: {
    HELD: { value: 'held', description: 'It took place.' },
    MISSED: { value: 'missed', description: 'Somebody did not come.' },
  } as const,
})

export const SessionWarningKind = builder.enumType('SessionWarningKind', {
  description: 'What speaks against a time.',
  values: { OVERLAP: { value: 'overlap', description: 'The person has another session at that time.' } } as const,
})

export const SessionChange = builder.enumType('SessionChange', {
  description: 'What happened to a session.',
  values: {
    SCHEDULED: { value: 'session_scheduled', description: 'It was scheduled.' },
    MOVED: { value: 'session_moved', description: 'It was moved.' },
    CANCELLED: { value: 'session_cancelled', description: 'It was cancelled.' },
    RESPONDED: { value: 'session_responded', description: 'Somebody answered the invitation.' },
    ENDED: { value: 'session_ended', description: 'Its outcome was recorded.' },
  } as const,
})
