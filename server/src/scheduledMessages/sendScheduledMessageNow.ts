import { sendMessage } from '../messages/sendMessage.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockScheduledMessage } from './lockScheduledMessage.ts'
import type { ScheduledMessage } from './reads.ts'
import { endScheduled, mustWait } from './settle.ts'

/** Sends a scheduled or held message now, even if another person has replied. A sent message does not change. */
export async function sendScheduledMessageNow(viewer: Viewer, id: string): Promise<ScheduledMessage> {
  const message = await lockScheduledMessage(viewer, id)
  if (message.state === 'sent') return message
  const { ticketId, audience, body } = mustWait(message)
  await sendMessage(viewer, { ticketId, clientId: message.id, audience, body: body! })
  return (await endScheduled(message.id, 'sent'))!
}
