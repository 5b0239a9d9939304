import { appendEvent } from '../history/appendEvent.ts'
import type { MessageRow } from '../history/message.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canDelete } from './policy.ts'
import { readMessage } from './reads.ts'

const wipe = statement<{ deleted_at: Date }>(
  'UPDATE ticket_messages SET body = NULL, deleted_at = clock_timestamp() WHERE id = $1 AND deleted_at IS NULL RETURNING deleted_at',
)

const doomFiles = statement(`UPDATE attachments SET state = 'doomed' WHERE message_id = $1`)

/** Deletes a message: its text and files go for good, a tombstone stays where it stood. Deleting it again changes nothing. */
export async function deleteMessage(viewer: Viewer, input: { messageId: string }): Promise<MessageRow> {
  const message = await readMessage(input.messageId)
  if (!message) throw notFound('message', 'messageId')
  if (!canDelete(viewer)) throw new UserError('FORBIDDEN', 'Only admins delete messages.')
  const wiped = await wipe.first(message.id)
  if (!wiped) return message
  if (message.attachmentCount > 0) await doomFiles.rows(message.id)
  const { ticketId, audience, id } = message
  await appendEvent({ ticketId, kind: 'message_deleted', actorId: viewer.id, audience, messageId: id })
  return { ...message, body: null, deletedAt: wiped.deleted_at }
}
