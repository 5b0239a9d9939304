import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import { type Identity, isStaffRole } from '../platform/database/identity.ts'
import { readScheduledMessages, type ScheduledMessage } from './reads.ts'

/** A changed scheduled message in its current state; null if it was deleted. */
export interface ScheduledMessageChange {
  id: string
  scheduledMessage: ScheduledMessage | null
}

/** Changes of scheduled messages: those of all staff for staff, only their own for others. */
export function scheduledMessageFeed(identity: Identity): Feed {
  const whose = isStaffRole(identity.role) ? 'staff' : 'own'
  return changeFeed<ScheduledMessageChange>(
    { topic: 'scheduled_messages', whose, perViewer: true, load: loadChanges },
    identity,
  )
}

async function loadChanges(ids: string[]): Promise<ScheduledMessageChange[]> {
  const messages = new Map((await readScheduledMessages(ids)).map((message) => [message.id, message]))
  return ids.map((id) => ({ id, scheduledMessage: messages.get(id) ?? null }))
}
