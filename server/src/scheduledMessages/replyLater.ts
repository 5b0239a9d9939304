import type { SendMessage } from '../messages/sendMessage.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { scheduleMessage } from './scheduleMessage.ts'

/** Schedules a reply. `hasMore`: it was also to change the ticket, which only a reply that is sent now can do. */
export async function replyLater(
  viewer: Viewer,
  { attachmentIds = [], quotedMessageId, hasMore, ...message }: SendMessage & { sendAt: Date; hasMore: boolean },
): Promise<void> {
  const refuse = (what: string, field: string) => {
    throw new UserError('VALIDATION', `A reply that is sent later cannot ${what}.`, ['input', field])
  }
  if (attachmentIds.length > 0) refuse('have files', 'attachmentIds')
  if (quotedMessageId) refuse('quote a message', 'quotedMessageId')
  if (hasMore) refuse('change the ticket', 'alsoSet')
  await scheduleMessage(viewer, message)
}
