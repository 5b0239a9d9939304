import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { arrangeSoon } from './arrangeMeeting.ts'
import { lockAnySession } from './lockSession.ts'

const cancel = statement(`
  UPDATE sessions SET cancelled_at = now(), sequence = sequence + 1, updated_at = now(), meeting_problem = NULL,
    meeting_state = CASE WHEN provider = 'google_meet' THEN 'pending' ELSE meeting_state END
  WHERE id = $1`)

/** Cancels a session; reminders of a cancelled session do nothing. Cancelling it again changes nothing. */
export async function cancelSession(viewer: Viewer, { sessionId }: { sessionId: string }): Promise<void> {
  const { session } = await lockAnySession(sessionId, () => staffOnly(viewer))
  if (session.cancelledAt) return
  if (session.endsAt.getTime() <= Date.now()) throw new UserError('CONFLICT', 'The session is over.')
  await cancel.rows(session.id)
  const { id, ticketId } = session
  await appendEvent({ ticketId, kind: 'session_cancelled', actorId: viewer.id, data: { sessionId: id } })
  if (session.provider === 'google_meet') await arrangeSoon(session.id)
}
