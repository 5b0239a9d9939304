import type { Viewer } from '../viewer/viewer.ts'
import { lockScheduledMessage } from './lockScheduledMessage.ts'
import type { ScheduledMessage } from './reads.ts'
import { endScheduled, mustWait } from './settle.ts'

/** Cancels a scheduled or held message, and deletes its text. Cancelling it again changes nothing. */
export async function cancelScheduledMessage(viewer: Viewer, id: string): Promise<ScheduledMessage> {
  const message = await lockScheduledMessage(viewer, id)
  if (message.state === 'cancelled') return message
  mustWait(message)
  return (await endScheduled(message.id, 'cancelled'))!
}
