import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import { lockTicket } from '../tickets/lockTicket.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canEnd } from './policy.ts'
import { readShare } from './reads.ts'

const end = statement<{ id: string }>(
  'UPDATE screen_shares SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING id',
)

/** Ends the viewer's own share. Ending it again changes nothing. */
export async function endScreenShare(viewer: Viewer, input: { screenShareId: string }): Promise<void> {
  const share = await readShare(input.screenShareId)
  if (!share) throw notFound('screen share', 'screenShareId')
  if (!canEnd(viewer, share)) throw new UserError('FORBIDDEN', 'Only the person who shares a screen can stop sharing.')
  await lockTicket(share.ticketId)
  await writeEnd({ id: share.id, ticket_id: share.ticketId }, viewer.id)
}

/**
 * Ends a share whose ticket is locked, and records it in the ticket's history, once; the actor is null if the sharer has
 * disconnected.
 */
export async function writeEnd(share: { id: string; ticket_id: string }, actorId: string | null): Promise<void> {
  if (!(await end.first(share.id))) return
  const data = { shareId: share.id }
  await appendEvent({ ticketId: share.ticket_id, kind: 'screen_share_ended', actorId, data })
}
