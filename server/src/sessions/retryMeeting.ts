import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { arrangeSoon } from './arrangeMeeting.ts'
import { lockAnySession } from './lockSession.ts'
import { canRetry } from './policy.ts'

const retry = statement(`UPDATE sessions SET meeting_state = 'pending', meeting_problem = NULL WHERE id = $1`)

/** Retries the update of the provider now. Does nothing unless it failed. */
export async function retryMeeting(viewer: Viewer, { sessionId }: { sessionId: string }): Promise<void> {
  const { session } = await lockAnySession(sessionId, (seen) => {
    staffOnly(viewer)
    if (!canRetry(viewer, seen)) throw new UserError('FORBIDDEN', 'Only the host and administrators can do this.')
  })
  if (session.meetingState !== 'failed') return
  await retry.rows(session.id)
  const { ticketId, id } = session
  const data = { sessionId: id, state: 'pending' }
  await appendEvent({ ticketId, kind: 'session_link_changed', actorId: viewer.id, audience: 'staff', data })
  await arrangeSoon(id)
}
