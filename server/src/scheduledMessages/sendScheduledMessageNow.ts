import { sendMessage } from '../messages/sendMessage.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockScheduledMessage } from './lockScheduledMessage.ts'
import type { ScheduledMessage } from './reads.ts'
import { endScheduled, mustWait } from './settle.ts'

/** Sends a message that waits or is held, even if somebody has answered. One that is sent already stays as it is. */
export async function sendScheduledMessageNow(viewer: Viewer, id: string): Promise<ScheduledMessage> {
  const message = await lockScheduledMessage(viewer, id)
  if (message.state === 'sent') return message
  const { ticketId, audience, body } = mustWait(message)
  await sendMessage(viewer, { ticketId, clientId: message.id, audience, body: body! })
  return (await endScheduled(message.id, 'sent'))!
}
