import { textsOf } from '../languages/languages.ts'
import { calendarFile } from '../platform/calendar/calendarFile.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { readSession } from './reads.ts'

/** The server configuration that calendar files need. */
export interface DeskAddress {
  name: string
  /** The desk's own mail address. */
  email: string
  /** The desk's address, for links. */
  url: string
}

const people = statement<{ id: string; name: string; email: string }>(
  'SELECT id, name, email FROM users WHERE id = ANY ($1::uuid[])',
)
const ticketNumber = statement<{ number: string }>('SELECT ticket_number AS number FROM support_tickets WHERE id = $1')

/**
 * A session as an iCalendar file and its METHOD for one reader, or null if they may not see it. Like the API, it shows addresses of others only
 * to staff: other readers are the only attendee, and the desk's address is the organizer's.
 */
export async function sessionFile(
  reader: Pick<Viewer, 'id' | 'role' | 'language'>,
  id: string,
  desk: DeskAddress,
): Promise<{ method: 'REQUEST' | 'CANCEL'; content: string } | null> {
  const session = await readSession(id)
  if (!session) return null
  const found = await people.rows([session.hostId, ...session.attendees.map(({ userId }) => userId)])
  const byId = new Map(found.map((person) => [person.id, person]))
  const shown = session.attendees.filter(({ userId }) => isStaffRole(reader.role) || userId === reader.id)
  const { number } = (await ticketNumber.first(session.ticketId))!
  const host = byId.get(session.hostId)
  const content = calendarFile({
    uid: uidOf(session),
    sequence: session.sequence,
    isCancelled: session.cancelledAt !== null,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    createdAt: session.createdAt,
    updatedAt: session.updatedAt,
    // Calendars are often shared: no subject here.
    title: textsOf(reader.language).sessionTitle(desk.name, number),
    joinUrl: session.joinUrl ?? new URL(joinPath(session.id), desk.url).href,
    organizer: { name: host?.name ?? desk.name, email: desk.email },
    attendees: shown.flatMap(({ userId, response }) => {
      const person = byId.get(userId)
      const answer = response === 'proposed' ? 'tentative' : response
      return person ? [{ name: person.name, email: person.email, answer }] : []
    }),
  })
  return { method: session.cancelledAt ? 'CANCEL' : 'REQUEST', content }
}

/** The page that redirects to a meeting once it has a link. */
export const joinPath = (id: string): string => `/sessions/${id}/join`

/** The address of a session's calendar file. */
export const filePath = (id: string): string => `/sessions/${id}.ics`

/** Absolute if the desk's public address is configured. */
export const addressOf = (path: string, base: string | null): string => (base ? new URL(path, base).href : path)

/** The session that a calendar event's UID names; whether there is one is not checked. */
export function sessionIdIn(uid: string): string {
  const [id = ''] = uid.split('@')
  return id.replace(/^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/, '$1-$2-$3-$4-$5')
}

/** The same as that of the event in Google's calendar, so that people who have both see one. */
function uidOf({ id, provider }: { id: string; provider: string }): string {
  return provider === 'google_meet' ? `${id.replaceAll('-', '')}@google.com` : `${id}@parley`
}
