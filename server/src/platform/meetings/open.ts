import type { Env } from '../../env.ts'
import { StartError } from '../errors/startError.ts'
import type { GoogleAccess } from './googleClient.ts'
import { jitsiMeetings } from './jitsi.ts'
import { linkMeetings } from './link.ts'
import type { MeetingProvider } from './provider.ts'

/** The providers of meeting links; null where one is not configured. */
export interface Meetings {
  jitsi: MeetingProvider
  link: MeetingProvider
  google_meet: MeetingProvider | null
}

/** The providers that the environment configures. Only desks that use Google load its library. */
export async function openMeetings(env: Env): Promise<Meetings> {
  const access = googleAccess(env)
  return {
    jitsi: jitsiMeetings(env.JITSI_URL),
    link: linkMeetings,
    google_meet: access && (await import('./google.ts')).googleMeetings(access),
  }
}

function googleAccess(env: Env): GoogleAccess | null {
  const common = { calendarId: env.GOOGLE_CALENDAR_ID, baseUrl: env.GOOGLE_CALENDAR_URL }
  const keyFile = env.GOOGLE_CALENDAR_KEY_FILE
  if (keyFile) return { ...common, credentials: { keyFile, subject: env.GOOGLE_CALENDAR_SUBJECT } }
  const clientId = env.GOOGLE_CALENDAR_CLIENT_ID
  const clientSecret = env.GOOGLE_CALENDAR_CLIENT_SECRET
  const refreshToken = env.GOOGLE_CALENDAR_REFRESH_TOKEN
  if (clientId && clientSecret && refreshToken)
    return { ...common, credentials: { clientId, clientSecret, refreshToken } }
  if (clientId || clientSecret || refreshToken)
    throw new StartError(
      'GOOGLE_CALENDAR_CLIENT_ID, GOOGLE_CALENDAR_CLIENT_SECRET and GOOGLE_CALENDAR_REFRESH_TOKEN must be set together.',
    )
  return null
}
