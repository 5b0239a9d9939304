import { auth, calendar, type calendar_v3 } from '@googleapis/calendar'
import { readFileSync } from 'node:fs'
import { StartError } from '../errors/startError.ts'

/** Access to a Google calendar, by an OAuth refresh token or as a service account. */
export interface GoogleAccess {
  calendarId: string
  credentials:
    | { clientId: string; clientSecret: string; refreshToken: string }
    | { keyFile: string; subject: string | undefined }
  /** Replaces the origin of Google's addresses; for tests. */
  baseUrl?: string | undefined
  timeoutMs?: number
}

/** The timeout for one response of Google, in milliseconds. */
const TIMEOUT_MS = 15_000
const SCOPES = ['https://www.googleapis.com/auth/calendar.events']

/** A client for the calendar's API. Failed requests are not retried here, since the job is. */
export function googleCalendar(access: GoogleAccess): calendar_v3.Calendar {
  const timeout = access.timeoutMs ?? TIMEOUT_MS
  const { credentials, baseUrl } = access
  const transporterOptions = { timeout, ...(baseUrl && { fetchImplementation: redirected(baseUrl) }) }
  const options = { transporterOptions, forceRefreshOnFailure: true }
  const client =
    'keyFile' in credentials
      ? new auth.JWT({ ...options, ...keyFrom(credentials.keyFile), subject: credentials.subject, scopes: SCOPES })
      : new auth.OAuth2({ ...options, clientId: credentials.clientId, clientSecret: credentials.clientSecret })
  if ('refreshToken' in credentials) client.setCredentials({ refresh_token: credentials.refreshToken })
  return calendar({ version: 'v3', auth: client, retry: false, timeout })
}

function keyFrom(file: string): { email: string; key: string } {
  try {
    const { client_email: email, private_key: key } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    if (email && key) return { email, key }
  } catch {
    // Below.
  }
  throw new StartError(`GOOGLE_CALENDAR_KEY_FILE must be the JSON key file of a service account, not ${file}.`)
}

/** Sends requests for Google to another origin. */
function redirected(baseUrl: string): typeof fetch {
  return (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    return fetch(new URL(pathname + search, baseUrl), init)
  }
}
