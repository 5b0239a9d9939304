import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { readListedPeople } from '../viewer/reads.ts'

/** Changed people, for all staff. Changed invitations, which have the same topic, are for admins only. */
export function userFeed(identity: Identity): Feed {
  return changeFeed({ topic: 'people', whose: 'staff', load: (ids) => readListedPeople(ids) }, identity)
}
