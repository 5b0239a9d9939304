import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import { type Identity, isStaffRole } from '../platform/database/identity.ts'
import { readScheduledMessages, type ScheduledMessage } from './reads.ts'

/** A scheduled message that changed, as it is now, or null once it is deleted. */
export interface ScheduledMessageChange {
  id: string
  scheduledMessage: ScheduledMessage | null
}

/** Scheduled messages as they change: for staff those of all staff, for everybody else their own. */
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
