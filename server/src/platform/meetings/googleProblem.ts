import type { MeetingProblemReason } from './problem.ts'
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
  const temporary = (problem: MeetingProblemReason, detail = '') =>
    new MeetingError(problem, { isTemporary: true, detail, cause: error })
  const permanent = (problem: MeetingProblemReason, detail = '') =>
    new MeetingError(problem, { isTemporary: false, detail, cause: error })
  const status = statusOf(error)
  const { oauth, reason } = detailsOf((error as Failure).response?.data)
  if (oauth === 'invalid_grant') return permanent('CREDENTIALS_REVOKED')
  if (status === undefined) return temporary('UNREACHABLE')
  if (status === 429 || (status === 403 && QUOTA.has(reason))) return temporary('LIMIT_REACHED')
  if (status === 401) return temporary('CREDENTIALS_REFUSED')
  if (status === 403) return permanent('NOT_ALLOWED')
  if (status === 404) return permanent('NO_CALENDAR')
  if (status >= 500) return temporary('PROVIDER_FAULT', String(status))
  return permanent('REJECTED', `${status}${reason && `: ${reason}`}`)
}

/** The code of an OAuth error, and the reason of an API error. */
function detailsOf(data: unknown): { oauth: string; reason: string } {
  const error = (data as { error?: unknown } | undefined)?.error
  if (typeof error === 'string') return { oauth: error, reason: '' }
  const reason = (error as { errors?: { reason?: unknown }[] } | undefined)?.errors?.[0]?.reason
  return { oauth: '', reason: typeof reason === 'string' ? reason : '' }
}
