import { appendEvent } from '../log/appendEvent.ts'
import type { MessageRow } from '../log/message.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { refuseIfHeld } from '../retention/lockUnheld.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockMessage } from './lockMessage.ts'
import { canDelete } from './policy.ts'

const wipe = statement<{ deleted_at: Date }>(
  'UPDATE ticket_messages SET body = NULL, deleted_at = clock_timestamp() WHERE id = $1 RETURNING deleted_at',
)
const discardFiles = statement(`UPDATE attachments SET state = 'pending_deletion' WHERE message_id = $1`)
// The first message of a live chat is a copy of the request's reason and has the request's id.
const wipeRequest = statement('DELETE FROM chat_request_words WHERE request_id = $1')

/**
 * Deletes a message: its text and files are deleted permanently, and a tombstone remains. Deleting it again changes
 * nothing.
 */
export async function deleteMessage(viewer: Viewer, input: { messageId: string }): Promise<MessageRow> {
  const message = await lockMessage(input.messageId)
  if (!canDelete(viewer)) throw new UserError('FORBIDDEN', 'Only admins can delete messages.')
  if (message.deletedAt) return message
  await refuseIfHeld(message.ticketId)
  const { ticketId, audience, id } = message
  const { deleted_at: deletedAt } = (await wipe.first(id))!
  if (message.attachmentCount > 0) await discardFiles.rows(id)
  await wipeRequest.rows(id)
  await appendEvent({ ticketId, kind: 'message_deleted', actorId: viewer.id, audience, messageId: id, data: {} })
  return { ...message, body: null, deletedAt }
}
