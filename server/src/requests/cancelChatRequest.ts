import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockAdmissibleTicket } from './admission.ts'
import { lockPending } from './lockPending.ts'
import { readRequest } from './reads.ts'
import { appendEventOnAdmission } from './requestChat.ts'

const cancel = statement(`UPDATE chat_requests SET status = 'cancelled', decided_at = now() WHERE id = $1`)

/** Withdraws a pending request. Doing so twice is harmless. */
export async function cancelChatRequest(viewer: Viewer, { requestId }: { requestId: string }): Promise<void> {
  const seen = await readRequest(requestId)
  if (!seen) throw notFound('request', 'requestId')
  if (seen.requesterId !== viewer.id) throw new UserError('FORBIDDEN', 'Only the requester can withdraw a request.')
  if (seen.ticketId) await lockAdmissibleTicket(seen.ticketId)
  if (!(await lockPending(seen))) {
    if ((await readRequest(requestId))?.status === 'cancelled') return
    throw new UserError('CONFLICT', 'This request has already been decided.')
  }
  if (seen.ticketId) {
    await appendEventOnAdmission(viewer, seen.ticketId, 'chat_request_decided', { requestId, status: 'cancelled' })
  }
  await cancel.rows(requestId)
}
