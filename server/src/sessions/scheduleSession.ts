import { randomUUID } from 'node:crypto'
import type { MeetingProvider as Provider } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { checkedClientId } from '../platform/clientId.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import type { Meetings } from '../platform/meetings/open.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import { holdAssignees } from '../tickets/holdAssignees.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { arrangeSoon } from './arrangeMeeting.ts'
import { remindLater } from './remindOfSession.ts'
import { checkedTimes, checkedTimeZone } from './times.ts'

interface Scheduling {
  ticketId: string
  /** A UUID that becomes the session's id, so that a repeated request schedules nothing twice. */
  clientId?: string | null
  startsAt: Date
  minutes: number
  timeZone: string
  /** Defaults to the viewer. */
  hostId?: string | null
  provider?: Provider | null
  /** The link that was entered by hand. */
  joinUrl?: string | null
}

const insert = statement(`
  INSERT INTO sessions (id, ticket_id, host_id, starts_at, ends_at, time_zone, provider, join_url, meeting_state, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7::meeting_provider, $8, CASE WHEN $8::text IS NULL THEN 'pending' ELSE 'ready' END::meeting_state, $9)`)
const earlier = statement<{ isSame: boolean }>(
  'SELECT ticket_id = $2 AND created_by = $3 AS "isSame" FROM sessions WHERE id = $1',
)
const invite = statement(
  'INSERT INTO session_attendees (session_id, user_id) SELECT $1, p FROM unnest($2::uuid[]) AS p ORDER BY p',
)

/**
 * Schedules a session and invites the ticket's participants. A job gets the link if the provider needs a network. The same
 * `clientId` again changes nothing. Returns the session's id.
 */
export async function scheduleSession(viewer: Viewer, meetings: Meetings, input: Scheduling): Promise<string> {
  const ticket = await lockTicket(input.ticketId)
  staffOnly(viewer)
  const id = input.clientId == null ? randomUUID() : checkedClientId(input.clientId)
  const before = await earlier.first(id, ticket.id, viewer.id)
  if (before?.isSame) return id
  if (before)
    throw new UserError('IDEMPOTENCY_CONFLICT', 'This clientId was used for another session.', ['input', 'clientId'])
  const times = checkedTimes(input.startsAt, input.minutes)
  const timeZone = checkedTimeZone(input.timeZone)
  const hostId = await checkedHost(input.hostId ?? viewer.id)
  const provider = input.provider ?? (input.joinUrl ? 'link' : 'jitsi')
  const joinUrl = await linkNow(meetings, provider, { key: id, ...times, timeZone }, input.joinUrl)
  await insert.rows(id, ticket.id, hostId, times.startsAt, times.endsAt, timeZone, provider, joinUrl, viewer.id)
  await invite.rows(id, ticket.participantIds)
  await appendEvent({ ticketId: ticket.id, kind: 'session_scheduled', actorId: viewer.id, data: { sessionId: id } })
  await remindLater(id, times.startsAt)
  if (joinUrl === null) await arrangeSoon(id)
  return id
}

/** Throws NOT_FOUND unless this is a staff member who can be assigned tickets. */
async function checkedHost(id: string): Promise<string> {
  if (!isUuid(id) || (await holdAssignees([id])).size === 0) throw notFound('host', 'hostId')
  return id
}

/** The link, if the provider needs no network for it; null if a job has to request it. */
async function linkNow(
  meetings: Meetings,
  name: Provider,
  meeting: { key: string; startsAt: Date; endsAt: Date; timeZone: string },
  link: string | null | undefined,
): Promise<string | null> {
  const provider = meetings[name]
  if (!provider) throw new UserError('VALIDATION', 'Google Calendar is not configured.', ['input', 'provider'])
  if (link && name !== 'link')
    throw new UserError('VALIDATION', 'This provider creates its own link.', ['input', 'joinUrl'])
  if (!provider.isLocal) return null
  return (await provider.createMeeting({ ...meeting, title: '', guests: [], link: link ?? '' })).joinUrl
}
