import { MeetingError } from './provider.ts'

/** The parts of gaxios' errors that tell what went wrong. */
interface Failure {
  status?: number
  response?: { status?: number; data?: unknown }
}

// Reasons of a 403 that pass with time: https://developers.google.com/workspace/calendar/api/guides/errors
const QUOTA = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'calendarUsageLimitsExceeded'])

/** The HTTP status that Google has answered with, if it has. */
export function statusOf(error: unknown): number | undefined {
  const { status, response } = error as Failure
  return response?.status ?? status
}

/** Whether the event is not there: deleted (410), or never created in this calendar (404). */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 410 || statusOf(error) === 404
}

/** What went wrong, as a sentence for staff; errors of our own are returned as they are. */
export function googleProblem(error: unknown): MeetingError {
  if (error instanceof MeetingError) return error
  const temporary = (message: string) => new MeetingError(message, { isTemporary: true, cause: error })
  const permanent = (message: string) => new MeetingError(message, { isTemporary: false, cause: error })
  const status = statusOf(error)
  const { oauth, reason } = detailsOf((error as Failure).response?.data)
  if (oauth === 'invalid_grant')
    return permanent('Google no longer accepts the desk’s access. An administrator must renew it.')
  if (status === undefined) return temporary('Google could not be reached, or did not answer in time.')
  if (status === 429 || (status === 403 && QUOTA.has(reason)))
    return temporary('Google’s usage limit has been reached.')
  if (status === 401) return temporary('Google did not accept the desk’s access.')
  if (status === 403) return permanent('Google does not allow the desk to change this calendar.')
  if (status === 404) return permanent('Google does not know the calendar in GOOGLE_CALENDAR_ID.')
  if (status >= 500) return temporary(`Google had an error (${status}).`)
  return permanent(`Google rejected the event (${status}${reason && `: ${reason}`}).`)
}

/** The code of an OAuth error, and the reason of an API error. */
function detailsOf(data: unknown): { oauth: string; reason: string } {
  const error = (data as { error?: unknown } | undefined)?.error
  if (typeof error === 'string') return { oauth: error, reason: '' }
  const reason = (error as { errors?: { reason?: unknown }[] } | undefined)?.errors?.[0]?.reason
  return { oauth: '', reason: typeof reason === 'string' ? reason : '' }
}
