/** Why a provider does not have the current state of a meeting, by reasons that clients translate: sentences without their full stop. */
export const MEETING_PROBLEMS = {
  CREDENTIALS_REVOKED: 'Google no longer accepts the desk’s credentials. An administrator must renew them',
  CREDENTIALS_REFUSED: 'Google did not accept the desk’s credentials',
  UNREACHABLE: 'Google could not be reached, or did not answer in time',
  LIMIT_REACHED: 'Google’s usage limit has been reached',
  NOT_ALLOWED: 'Google does not allow the desk to change this calendar',
  NO_CALENDAR: 'The calendar in GOOGLE_CALENDAR_ID does not exist',
  PROVIDER_FAULT: 'Google had an error',
  REJECTED: 'Google rejected the event',
  INCOMPLETE: 'Google’s response was incomplete',
  NO_CONFERENCE: 'Google could not create a Meet conference for the event',
  LATE: 'The provider has not created the meeting in time',
  NOT_CONFIGURED: 'Google Calendar is not configured any more',
  IMPORTED: 'The session was imported without a link',
  OTHER: 'The meeting could not be arranged',
} as const

export type MeetingProblemReason = keyof typeof MEETING_PROBLEMS

const AGAIN = ' It will be tried again.'

/** The sentence that is stored with a session, for staff. */
export function problemText(message: string, willRetry: boolean): string {
  return willRetry ? message + AGAIN : message
}

/** A sentence that was stored: its reason, and whether the provider is asked again without anybody's help. */
export function readProblem(text: string): { reason: MeetingProblemReason; isRetried: boolean } {
  const reasons = Object.keys(MEETING_PROBLEMS) as MeetingProblemReason[]
  const reason = reasons.find((name) => text.startsWith(MEETING_PROBLEMS[name])) ?? 'OTHER'
  return { reason, isRetried: text.endsWith(AGAIN) }
}
