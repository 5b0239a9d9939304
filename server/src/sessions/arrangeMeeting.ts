import { LANGUAGE_OF, textsOf } from '../languages/languages.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import type { JobContext } from '../platform/jobs/task.ts'
import { MEETING_PROBLEMS, problemText } from '../platform/meetings/problem.ts'
import type { Meetings } from '../platform/meetings/open.ts'
import { type Arranged, type Meeting, MeetingError } from '../platform/meetings/provider.ts'

/** The delays between attempts grow to some hours: the last of ten is about six hours after the first. */
const MAX_ATTEMPTS = 10
/** The polling interval, in milliseconds, for a conference that the provider is still creating, and the maximum number of polls. */
const POLL_MS = 2_000
const MAX_POLLS = 60

interface Deps {
  pools: Pools
  meetings: Meetings
  deskName: string
}

/** Adds the job that updates the provider, with the current operation. */
export function arrangeSoon(sessionId: string, { polls = 0, runAt }: { polls?: number; runAt?: Date } = {}) {
  const key = `meeting:${sessionId}`
  return addJob('arrange_meeting', { sessionId, polls }, { key, maxAttempts: MAX_ATTEMPTS, ...(runAt && { runAt }) })
}

interface Waiting {
  id: string
  ticketId: string
  number: string
  provider: keyof Meetings
  startsAt: Date
  endsAt: Date
  timeZone: string
  externalId: string | null
  sequence: number
  isCancelled: boolean
  /** Of the host. */
  language: string | null
  guests: Meeting['guests']
}

const waiting = statement<Waiting & Record<string, unknown>>(`
  SELECT s.id, s.ticket_id AS "ticketId", t.ticket_number AS number, s.provider, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
    s.time_zone AS "timeZone", s.external_id AS "externalId", s.sequence, s.cancelled_at IS NOT NULL AS "isCancelled",
    (SELECT ${LANGUAGE_OF} FROM users h WHERE h.id = s.host_id) AS language,
    (SELECT json_agg(json_build_object('name', u.name, 'email', u.email) ORDER BY u.id) FROM users u
     WHERE u.disabled_at IS NULL AND (u.id = s.host_id OR (u.id = ANY (t.participant_ids)
       AND u.id IN (SELECT a.user_id FROM session_attendees a WHERE a.session_id = s.id)))) AS guests
  FROM sessions s JOIN support_tickets t ON t.id = s.ticket_id WHERE s.id = $1 AND s.meeting_state <> 'ready'`)
const lockTicket = statement('SELECT FROM support_tickets WHERE id = $1 FOR NO KEY UPDATE')
// The result belongs to the sequence that the job read: the session may have been moved in the meantime.
const arranged = statement<{ current: boolean }>(`
  UPDATE sessions SET external_id = coalesce($3, external_id), join_url = coalesce($4, join_url),
    meeting_state = CASE WHEN sequence = $2 AND $5 THEN 'ready' ELSE meeting_state END,
    meeting_problem = CASE WHEN sequence = $2 AND $5 THEN NULL ELSE meeting_problem END
  WHERE id = $1 RETURNING sequence = $2 AS current`)
const failed = statement(`
  UPDATE sessions SET meeting_state = 'failed', meeting_problem = $3 WHERE id = $1 AND sequence = $2
    AND (meeting_state, meeting_problem) IS DISTINCT FROM ('failed'::meeting_state, $3) RETURNING id`)

/**
 * Updates the provider of a session's meeting: creates, moves or cancels its event. No transaction is open during the provider's
 * requests. Each can be repeated, so a node may die at any point. If it fails, the session shows the reason, and the job is
 * retried unless only a person can help.
 */
export async function arrangeMeeting(
  deps: Deps,
  { sessionId, polls }: { sessionId: string; polls: number },
  { isLastAttempt }: Pick<JobContext, 'isLastAttempt'>,
): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(deps.pools, MAINTENANCE, 'write', work)
  const session = await run(() => waiting.first(sessionId))
  if (!session) return
  try {
    const result = await ask(deps, session)
    if (result.joinUrl === null && polls >= MAX_POLLS) throw new MeetingError('LATE', { isTemporary: true })
    await run(() => recordArranged(session, result, polls))
  } catch (error) {
    const isTemporary = !(error instanceof MeetingError) || error.isTemporary
    const reason = error instanceof MeetingError ? error.message : `${MEETING_PROBLEMS.OTHER}.`
    const willRetry = isTemporary && !isLastAttempt
    await run(() => recordFailed(session, problemText(reason, willRetry)))
    if (isTemporary) throw error
  }
}

async function ask({ meetings, deskName }: Deps, session: Waiting): Promise<Arranged> {
  const provider = meetings[session.provider]
  if (!provider) throw new MeetingError('NOT_CONFIGURED', { isTemporary: false })
  const first = session.id.replaceAll('-', '')
  const { startsAt, endsAt, timeZone, externalId, sequence, isCancelled } = session
  if (isCancelled) {
    // The response with the event's id may have been lost: its first key is known without it.
    await provider.cancelMeeting(externalId ?? first)
    // There is no link to join, and none to wait for.
    return { joinUrl: '', externalId }
  }
  const key = externalId ? `${first}v${sequence}` : first
  const title = textsOf(session.language).sessionTitle(deskName, session.number)
  const meeting = { key, startsAt, endsAt, timeZone, title, guests: session.guests }
  return externalId ? provider.updateMeeting(externalId, meeting) : provider.createMeeting(meeting)
}

async function recordArranged(session: Waiting, { joinUrl, externalId }: Arranged, polls: number): Promise<void> {
  await lockTicket.rows(session.ticketId)
  const isReady = joinUrl !== null
  const row = await arranged.first(session.id, session.sequence, externalId, joinUrl || null, isReady)
  if (row && !row.current) return arrangeSoon(session.id)
  if (row && !isReady) return arrangeSoon(session.id, { polls: polls + 1, runAt: new Date(Date.now() + POLL_MS) })
  if (row) await appendChange(session, 'ready', 'participants')
}

async function recordFailed(session: Waiting, problem: string): Promise<void> {
  await lockTicket.rows(session.ticketId)
  if (await failed.first(session.id, session.sequence, problem)) await appendChange(session, 'failed', 'staff')
}

/** Publishes the change to those who have the ticket open. */
async function appendChange({ id, ticketId }: Waiting, state: string, audience: 'staff' | 'participants') {
  const data = { sessionId: id, state }
  await appendEvent({ ticketId, kind: 'session_link_changed', actorId: null, audience, data })
}
