import type { SendMessage } from '../messages/sendMessage.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { scheduleMessage } from './scheduleMessage.ts'

/** Schedules a reply. `hasMore`: it was also to change the ticket, which only a reply that is sent now can do. */
export async function replyLater(
  viewer: Viewer,
  { attachmentIds = [], quotedMessageId, hasMore, ...message }: SendMessage & { sendAt: Date; hasMore: boolean },
): Promise<void> {
  const refuse = (message: string, field: string) => {
    throw new UserError('VALIDATION', message, ['input', field])
  }
  if (attachmentIds.length > 0) refuse('A reply that is sent later cannot have files.', 'attachmentIds')
  if (quotedMessageId) refuse('A reply that is sent later cannot quote a message.', 'quotedMessageId')
  if (hasMore) refuse('A reply that is sent later cannot change the ticket.', 'alsoSet')
  await scheduleMessage(viewer, message)
}
