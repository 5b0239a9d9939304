import type { SessionResponse } from '../generated/prisma/client.ts'
import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockSession } from './lockSession.ts'
import { canRespond } from './policy.ts'
import { checkedStart } from './times.ts'

interface Answer {
  sessionId: string
  response: SessionResponse
  /** With `proposed`: the time that the viewer proposes. */
  proposedStartsAt?: Date | null
}

// A person who joined the ticket after the session was scheduled has no row yet.
const respond = statement(`
  INSERT INTO session_attendees (session_id, user_id, response, proposed_starts_at, responded_at)
  VALUES ($1, (SELECT viewer_id()), $2::session_response, $3, now())
  ON CONFLICT (session_id, user_id) DO UPDATE SET response = excluded.response, proposed_starts_at = excluded.proposed_starts_at,
    responded_at = excluded.responded_at`)

/** Accepts or declines an invitation, or proposes another time. Repeating a response changes nothing. */
export async function respondToSession(viewer: Viewer, { sessionId, response, ...answer }: Answer): Promise<void> {
  const { session } = await lockSession(sessionId, (_session, ticket) => {
    if (!canRespond(viewer, ticket)) throw new UserError('FORBIDDEN', 'Only those who are invited can respond.')
  })
  const proposed = response === 'proposed' ? checkedProposal(answer.proposedStartsAt) : null
  const before = session.attendees.find(({ userId }) => userId === viewer.id)
  const same = before?.proposedStartsAt ? +new Date(before.proposedStartsAt) === Number(proposed) : proposed === null
  if (before?.response === response && same) return
  await respond.rows(session.id, response, proposed)
  const data = { sessionId: session.id, response, ...(proposed && { proposedStartsAt: proposed.toISOString() }) }
  await appendEvent({ ticketId: session.ticketId, kind: 'session_responded', actorId: viewer.id, data })
}

function checkedProposal(at: Date | null | undefined): Date {
  if (!at) throw new UserError('VALIDATION', 'Choose the time that you propose.', ['input', 'proposedStartsAt'])
  return checkedStart(at, 'proposedStartsAt')
}
