import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'

const hold = statement<{ id: string; state: string }>(`
  SELECT id, state FROM attachments WHERE id = ANY ($1::uuid[]) AND owner_id = $2 AND message_id IS NULL AND state <> 'pending_deletion'
  ORDER BY id FOR UPDATE`)
const taken = statement<{ message_id: string }>(
  'SELECT message_id FROM attachments WHERE id = ANY ($1::uuid[]) AND owner_id = $2 AND message_id IS NOT NULL',
)
const attach = statement(`
  UPDATE attachments SET message_id = $2, state = 'attached', position = array_position($1::uuid[], id)
  WHERE id = ANY ($1::uuid[])`)
const ofMessage = statement<{ id: string }>('SELECT id FROM attachments WHERE message_id = $1')

/**
 * Locks these uploads of the viewer until the operation ends, before the message that they belong to is written. Returns
 * null if some are already attached to that message, which means that this is a retry. Throws NOT_FOUND, VALIDATION (not
 * finished) or CONFLICT (attached to another message) before anything is written.
 */
export async function lockUploads(ids: readonly string[], messageId: string): Promise<'held' | null> {
  if (ids.length === 0) return 'held'
  const { userId } = currentOperation().identity
  const held = await hold.rows(ids, userId)
  if (held.length < ids.length) {
    const others = await taken.rows(ids, userId)
    if (others.some(({ message_id }) => message_id === messageId)) return null
    if (others.length > 0)
      throw new UserError('CONFLICT', 'A file has already been sent with another message.', ['input', 'attachmentIds'])
    throw notFound('upload', 'attachmentIds')
  }
  if (held.some(({ state }) => state !== 'ready'))
    throw new UserError('VALIDATION', 'A file has not finished uploading.', ['input', 'attachmentIds'])
  return 'held'
}

/** Attaches locked uploads, in this order, to a message written in this operation. */
export async function attachUploads(ids: readonly string[], messageId: string): Promise<void> {
  if (ids.length > 0) await attach.rows(ids, messageId)
}

/** Whether a message was sent with exactly these files. */
export async function wasSentWith(ids: readonly string[], messageId: string): Promise<boolean> {
  const rows = await ofMessage.rows(messageId)
  return rows.length === ids.length && rows.every(({ id }) => ids.includes(id))
}
