import type { MeetingProvider, MeetingState, SessionOutcome, SessionResponse } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound } from '../platform/userError.ts'

/** An invited person, and their response. */
export interface Attendee {
  userId: string
  response: SessionResponse | null
  proposedStartsAt: string | null
}

/** A session as everyone in its ticket may see it. */
export interface SessionRow {
  id: string
  ticketId: string
  hostId: string
  startsAt: Date
  endsAt: Date
  timeZone: string
  provider: MeetingProvider
  joinUrl: string | null
  meetingState: MeetingState
  sequence: number
  cancelledAt: Date | null
  outcome: SessionOutcome | null
  createdAt: Date
  updatedAt: Date
  attendees: Attendee[]
}

const SELECT = `SELECT s.id, s.ticket_id AS "ticketId", s.host_id AS "hostId", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
    s.time_zone AS "timeZone", s.provider, s.join_url AS "joinUrl", s.meeting_state AS "meetingState", s.sequence,
    s.cancelled_at AS "cancelledAt", s.outcome, s.created_at AS "createdAt", s.updated_at AS "updatedAt",
    (SELECT coalesce(json_agg(json_build_object('userId', a.user_id, 'response', a.response, 'proposedStartsAt', a.proposed_starts_at)
      ORDER BY a.user_id), '[]') FROM session_attendees a WHERE a.session_id = s.id) AS attendees
  FROM sessions s`

const byIds = statement<SessionRow & Record<string, unknown>>(`${SELECT} WHERE s.id = ANY ($1::uuid[])`)
const ofTickets = statement<SessionRow & Record<string, unknown>>(
  `${SELECT} WHERE s.ticket_id = ANY ($1::uuid[]) ORDER BY s.starts_at, s.id`,
)

const ofPerson = statement<SessionRow & Record<string, unknown>>(`
  ${SELECT} WHERE s.id IN (
    SELECT o.id FROM support_tickets t JOIN sessions o ON o.ticket_id = t.id WHERE t.requester_id = $1
    UNION SELECT a.session_id FROM session_attendees a WHERE a.user_id = $1)
  ORDER BY s.ends_at < now(), abs(extract(epoch FROM s.starts_at - now())), s.id LIMIT $2`)

/** The sessions of a person that the viewer may see: those to come, soonest first, then the past ones, latest first. */
export function readSessionsOf(userId: string, limit: number): Promise<SessionRow[]> {
  return ofPerson.rows(userId, limit)
}

/** The sessions with these ids that the current identity may see, in no order. */
export function findSessions(ids: readonly string[]): Promise<SessionRow[]> {
  return byIds.rows(ids.filter(isUuid))
}

/** One session, or null. */
export async function readSession(id: string): Promise<SessionRow | null> {
  return (await findSessions([id]))[0] ?? null
}

/** One session; throws NOT_FOUND if the current identity may not see it. */
export async function sessionOf(sessionId: string): Promise<SessionRow> {
  const session = await readSession(sessionId)
  if (!session) throw notFound('session', 'sessionId')
  return session
}

/** The sessions of each of these tickets, in the order of their start. */
export async function readTicketSessions(ticketIds: readonly string[]): Promise<SessionRow[][]> {
  const sessions = await ofTickets.rows(ticketIds)
  return ticketIds.map((id) => sessions.filter(({ ticketId }) => ticketId === id))
}

/** The fields that only staff may see. */
interface StaffFacts {
  meetingProblem: string | null
  outcomeNote: string | null
}

const staffFacts = statement<StaffFacts & { id: string }>(
  'SELECT id, meeting_problem AS "meetingProblem", outcome_note AS "outcomeNote" FROM sessions WHERE id = $1',
)

/** The fields of a session that only staff may see; the current identity must be staff. */
export async function readStaffFacts(id: string): Promise<StaffFacts> {
  return (await staffFacts.first(id)) ?? { meetingProblem: null, outcomeNote: null }
}
