import { appendEvent } from '../log/appendEvent.ts'
import { BODY_MAX } from '../log/appendMessage.ts'
import type { MessageRow } from '../log/message.ts'
import { mentionedIn } from '../notifications/mentions.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canEdit } from './policy.ts'
import { lockMessage } from './lockMessage.ts'

const update = statement<{ edited_at: Date }>(
  'UPDATE ticket_messages SET body = $2, edited_at = clock_timestamp() WHERE id = $1 RETURNING edited_at',
)

/** Changes the text of the viewer's own message, which is then shown as edited. The same text changes nothing. */
export async function editMessage(viewer: Viewer, input: { messageId: string; body: string }): Promise<MessageRow> {
  const body = checkedText(input.body, { field: 'body', max: BODY_MAX, verbatim: true })
  const message = await lockMessage(input.messageId)
  if (message.deletedAt) throw new UserError('FORBIDDEN', 'The message has been deleted.')
  if (!canEdit(viewer, message)) throw new UserError('FORBIDDEN', 'You can only edit your own messages.')
  if (message.body === body) return message
  // People who are mentioned for the first time are notified.
  const before = message.audience === 'staff' ? await mentionedIn(message.body ?? '') : []
  const mentions = message.audience === 'staff' ? await mentionedIn(body) : []
  const added = mentions.filter((id) => !before.includes(id))
  const { edited_at: editedAt } = (await update.first(message.id, body))!
  await appendEvent({
    ticketId: message.ticketId,
    kind: 'message_edited',
    actorId: viewer.id,
    audience: message.audience,
    messageId: message.id,
    data: added.length > 0 ? { mentions: added } : {},
  })
  return { ...message, body, editedAt }
}
