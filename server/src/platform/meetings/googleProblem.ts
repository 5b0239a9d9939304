import { MeetingError } from './provider.ts'

/** The parts of gaxios' errors that explain the failure. */
interface Failure {
  status?: number
  response?: { status?: number; data?: unknown }
}

// Temporary reasons of a 403: https://developers.google.com/workspace/calendar/api/guides/errors
const QUOTA = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'calendarUsageLimitsExceeded'])

/** The HTTP status of Google's response, if there is one. */
export function statusOf(error: unknown): number | undefined {
  const { status, response } = error as Failure
  return response?.status ?? status
}

/** Whether the event does not exist: deleted (410), or never created in this calendar (404). */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 410 || statusOf(error) === 404
}

/** The failure as a sentence for staff; our own errors are returned unchanged. */
export function googleProblem(error: unknown): MeetingError {
  if (error instanceof MeetingError) return error
  const temporary = (message: string) => new MeetingError(message, { isTemporary: true, cause: error })
  const permanent = (message: string) => new MeetingError(message, { isTemporary: false, cause: error })
  const status = statusOf(error)
  const { oauth, reason } = detailsOf((error as Failure).response?.data)
  if (oauth === 'invalid_grant')
    return permanent('Google no longer accepts the desk’s credentials. An administrator must renew them.')
  if (status === undefined) return temporary('Google could not be reached, or did not answer in time.')
  if (status === 429 || (status === 403 && QUOTA.has(reason)))
    return temporary('Google’s usage limit has been reached.')
  if (status === 401) return temporary('Google did not accept the desk’s credentials.')
  if (status === 403) return permanent('Google does not allow the desk to change this calendar.')
  if (status === 404) return permanent('The calendar in GOOGLE_CALENDAR_ID does not exist.')
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
