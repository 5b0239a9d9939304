import type pg from 'pg'
import type { MeetingState, SessionOutcome } from '../../generated/prisma/client.ts'
import { MEETING_PROBLEMS } from '../../platform/meetings/problem.ts'
import { bulkInsert } from '../bulk/insertRows.ts'
import { stableId } from '../ids.ts'
import type { ImportedRows } from './importedRows.ts'
import type { ForeignSession } from './model.ts'
import { isAssignable, STAFF, type People } from './people.ts'
import type { Report } from './report.ts'

const MINUTE_MS = 60_000

interface SessionRow {
  id: string
  ticketId: string
  hostId: string
  startsAt: string
  endsAt: string
  joinUrl: string | null
  meetingState: MeetingState
  meetingProblem: string | null
  cancelledAt: string | null
  outcome: SessionOutcome | null
  createdAt: string
}

const sessionRows = bulkInsert<SessionRow>('sessions', [
  { name: 'id', type: 'uuid', value: (s) => s.id },
  { name: 'ticket_id', type: 'uuid', value: (s) => s.ticketId },
  { name: 'host_id', type: 'uuid', value: (s) => s.hostId },
  { name: 'starts_at', type: 'timestamptz', value: (s) => s.startsAt },
  { name: 'ends_at', type: 'timestamptz', value: (s) => s.endsAt },
  { name: 'provider', type: 'meeting_provider', value: () => 'link' },
  { name: 'join_url', type: 'text', value: (s) => s.joinUrl },
  { name: 'meeting_state', type: 'meeting_state', value: (s) => s.meetingState },
  { name: 'meeting_problem', type: 'text', value: (s) => s.meetingProblem },
  { name: 'cancelled_at', type: 'timestamptz', value: (s) => s.cancelledAt },
  { name: 'outcome', type: 'session_outcome', value: (s) => s.outcome },
  { name: 'created_at', type: 'timestamptz', value: (s) => s.createdAt },
])
const attendeeRows = bulkInsert<{ sessionId: string; userId: string }>('session_attendees', [
  { name: 'session_id', type: 'uuid', value: ({ sessionId }) => sessionId },
  { name: 'user_id', type: 'uuid', value: ({ userId }) => userId },
])

/** Collects and writes the sessions of a batch. Their links are kept; nothing is arranged with a provider. */
export class SessionWriter {
  private readonly sessions: SessionRow[] = []
  private readonly attendees: { sessionId: string; userId: string }[] = []

  constructor(private readonly deps: { client: pg.ClientBase; rows: ImportedRows; report: Report; people: People }) {}

  /** Sessions by the time at which they were scheduled; unknown, it is that of their start. */
  inOrder(sessions: readonly ForeignSession[]): { session: ForeignSession; at: string }[] {
    const now = new Date().toISOString().replace('Z', '000Z')
    return sessions
      .map((session) => ({
        session,
        at: session.createdAt ?? (session.startsAt && session.startsAt < now ? session.startsAt : now),
      }))
      .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  }

  /** Undefined if it cannot be imported. */
  async add(
    session: ForeignSession,
    ticketId: string,
    requesterId: string,
  ): Promise<{ id: string; hostId: string } | undefined> {
    const { rows, report } = this.deps
    const { startsAt, endsAt, minutes, state, url, createdAt } = session
    const lost = (why: string): undefined => {
      report.lost(session, why)
      return undefined
    }
    if (startsAt === undefined) return lost('has no time that can be read')
    const hostId = await this.hostOf(session)
    if (hostId === undefined) return lost('its host was deleted in this desk')
    const id = stableId(rows.source, 'session', session.id)
    const joinUrl = url !== null && /^https?:\/\/\S+$/i.test(url) ? url : null
    if (url !== null && joinUrl === null) report.changed(session, `its link ${url} is not an address, and was left out`)
    const problem = joinUrl === null ? `${MEETING_PROBLEMS.IMPORTED}.` : null
    const later = new Date(Date.parse(startsAt) + minutes * MINUTE_MS).toISOString()
    this.sessions.push({
      ...{
        id,
        ticketId,
        hostId,
        startsAt,
        joinUrl,
        meetingProblem: problem,
        meetingState: problem === null ? 'ready' : 'failed',
      },
      endsAt: endsAt !== undefined && endsAt > startsAt ? endsAt : later,
      cancelledAt: state === 'cancelled' ? (createdAt ?? startsAt) : null,
      outcome: state === 'held' || state === 'missed' ? state : null,
      createdAt: createdAt ?? startsAt,
    })
    this.attendees.push({ sessionId: id, userId: requesterId })
    return { id, hostId }
  }

  async write(): Promise<void> {
    await sessionRows.into(this.deps.client, this.sessions)
    await attendeeRows.into(this.deps.client, this.attendees)
  }

  private async hostOf({ hostId }: ForeignSession): Promise<string | undefined> {
    const host = hostId === null ? undefined : this.deps.people.get(hostId)
    if (isAssignable(host)) return host.id
    return (await this.deps.people.standIn(STAFF, 'Support', 'agent'))?.id
  }
}
