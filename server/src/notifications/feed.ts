import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import { formatLogPosition, logHorizon } from '../live/log.ts'
import type { Identity } from '../platform/database/identity.ts'
import { countUnread, readNotices } from './reads.ts'

const TOPIC = 'notifications'

/** Where the count's feed starts: with the count as it is. */
export const FROM_THE_START = 'start'

/** What somebody is told, as it comes. */
export function newNotices(identity: Identity): Feed {
  const load = async (ids: string[]) => (await readNotices(ids)).filter(({ readAt }) => readAt === null)
  return changeFeed({ topic: TOPIC, load, whose: 'own' }, identity)
}

/**
 * How much of it is unread: the count at once, and again whenever something came or was read, however much it was. So
 * whoever was away has the right one as soon as they are back.
 */
export function unreadCount(identity: Identity): Feed {
  const load = async (ids: string[]) => [{ id: ids.at(-1)!, count: await countUnread() }]
  const changes = changeFeed({ topic: TOPIC, load, whose: 'own' }, identity)
  return {
    ...changes,
    read: async (after) => {
      if (after !== FROM_THE_START) return changes.read(after)
      const position = formatLogPosition(await logHorizon())
      return { items: [{ position, value: { count: await countUnread() } }], more: false, held: false }
    },
    isBehind: (a, b) => (a === FROM_THE_START ? b !== a : b !== FROM_THE_START && changes.isBehind(a, b)),
  }
}
