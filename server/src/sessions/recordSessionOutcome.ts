import type { SessionOutcome } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { staffOnly } from '../tickets/assigning.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockAnySession } from './lockSession.ts'

/** The maximum length of a note, in UTF-16 code units. */
const NOTE_MAX = 4_000

const record = statement(
  'UPDATE sessions SET outcome = $2::session_outcome, outcome_note = $3, updated_at = now() WHERE id = $1',
)

/** Records whether a session took place, with a note for staff. It can be corrected later. */
export async function recordSessionOutcome(
  viewer: Viewer,
  input: { sessionId: string; outcome: SessionOutcome; note?: string | null },
): Promise<void> {
  const { session } = await lockAnySession(input.sessionId, () => staffOnly(viewer))
  if (session.cancelledAt) throw new UserError('CONFLICT', 'The session was cancelled.')
  if (session.startsAt.getTime() > Date.now()) throw new UserError('CONFLICT', 'The session has not started yet.')
  const note = checkedText(input.note ?? '', { field: 'note', max: NOTE_MAX, optional: true })
  await record.rows(session.id, input.outcome, note || null)
  if (session.outcome === input.outcome) return
  const data = { sessionId: session.id, outcome: input.outcome }
  await appendEvent({ ticketId: session.ticketId, kind: 'session_ended', actorId: viewer.id, data })
}
