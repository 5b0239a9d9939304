import { changeFeed, stateFirst } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { countUnread, readNotices } from './reads.ts'

const TOPIC = 'notifications'

/** The viewer's new notifications. */
export function newNotices(identity: Identity): Feed {
  const load = async (ids: string[]) => (await readNotices(ids)).filter(({ readAt }) => readAt === null)
  return changeFeed({ topic: TOPIC, load, whose: 'own' }, identity)
}

/** How much of it is unread: the count at once, and again whenever something came or was read, however much it was. */
export function unreadCount(identity: Identity): Feed {
  const load = async (ids: string[]) => [{ id: ids.at(-1)!, count: await countUnread() }]
  const changes = changeFeed({ topic: TOPIC, load, whose: 'own' }, identity)
  return stateFirst(changes, async () => ({ count: await countUnread() }))
}
