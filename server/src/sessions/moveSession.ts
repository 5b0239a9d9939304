import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { arrangeSoon } from './arrangeMeeting.ts'
import { lockSession } from './lockSession.ts'
import { remindLater } from './remindOfSession.ts'
import { checkedTimes, minutesOf } from './times.ts'

// Only sessions at an external provider have to be changed there.
const move = statement(`
  UPDATE sessions SET starts_at = $2, ends_at = $3, sequence = sequence + 1, updated_at = now(), meeting_problem = NULL,
    meeting_state = CASE WHEN provider = 'google_meet' THEN 'pending' ELSE meeting_state END
  WHERE id = $1`)
// Responses were about the old time, except a proposal of the new one.
const askAgain = statement(`
  UPDATE session_attendees SET response = CASE WHEN proposed_starts_at = $2 THEN 'accepted'::session_response END,
    proposed_starts_at = NULL, responded_at = CASE WHEN proposed_starts_at = $2 THEN responded_at END
  WHERE session_id = $1 AND response IS NOT NULL`)

/** Moves a session, or changes its length. Everyone is asked again. Moving it to its current time changes nothing. */
export async function moveSession(
  viewer: Viewer,
  input: { sessionId: string; startsAt: Date; minutes?: number | null },
): Promise<void> {
  const { session } = await lockSession(input.sessionId, () => staffOnly(viewer))
  const { startsAt, endsAt } = checkedTimes(input.startsAt, input.minutes ?? minutesOf(session))
  if (+startsAt === +session.startsAt && +endsAt === +session.endsAt) return
  await move.rows(session.id, startsAt, endsAt)
  await askAgain.rows(session.id, startsAt)
  const data = { sessionId: session.id, from: session.startsAt.toISOString(), to: startsAt.toISOString() }
  await appendEvent({ ticketId: session.ticketId, kind: 'session_moved', actorId: viewer.id, data })
  await remindLater(session.id, startsAt)
  if (session.provider === 'google_meet') await arrangeSoon(session.id)
}
