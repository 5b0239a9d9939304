import { appendEvent } from '../log/appendEvent.ts'
import type { MessageRow } from '../log/message.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { refuseIfHeld } from '../retention/lockUnheld.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockMessage } from './lockMessage.ts'
import { canDelete, canDeleteOwn } from './policy.ts'

const wipe = statement<{ deleted_at: Date }>(
  'UPDATE ticket_messages SET body = NULL, deleted_at = clock_timestamp() WHERE id = $1 RETURNING deleted_at',
)
const discardFiles = statement(`UPDATE attachments SET state = 'pending_deletion' WHERE message_id = $1`)
// The first message of a live chat is a copy of the request's reason and has the request's id.
const wipeRequest = statement('DELETE FROM chat_request_words WHERE request_id = $1')

const inTime = statement<{ can: boolean }>('SELECT can_delete_own($1) AS can')

/**
 * Deletes a message: its text and files are deleted permanently, and a tombstone remains. Deleting it again changes
 * nothing. Admins delete every message, authors their own for as long as the desk lets them.
 */
export async function deleteMessage(viewer: Viewer, input: { messageId: string }): Promise<MessageRow> {
  const message = await lockMessage(input.messageId)
  if (!canDelete(viewer) && !canDeleteOwn(viewer, message))
    throw new UserError('FORBIDDEN', 'Only admins can delete other people’s messages.')
  if (message.deletedAt) return message
  if (canDelete(viewer)) await refuseIfHeld(message.ticketId)
  else await refuseIfTooLate(message.id)
  const { ticketId, audience, id } = message
  // Authors may delete what belongs to a message only before the message itself.
  if (message.attachmentCount > 0) await discardFiles.rows(id)
  await wipeRequest.rows(id)
  const { deleted_at: deletedAt } = (await wipe.first(id))!
  await appendEvent({ ticketId, kind: 'message_deleted', actorId: viewer.id, audience, messageId: id, data: {} })
  return { ...message, body: null, deletedAt }
}

/** Throws CONFLICT if the period is over. A legal hold looks the same: it is not for everybody to know of. */
async function refuseIfTooLate(id: string): Promise<void> {
  if (!(await inTime.first(id))!.can) throw new UserError('CONFLICT', 'This message can no longer be deleted.')
}
