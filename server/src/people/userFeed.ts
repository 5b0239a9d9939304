import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { readListedPeople } from '../viewer/reads.ts'

/** People as they change, for all staff. Invitations, which change under the same topic, are for admins alone. */
export function userFeed(identity: Identity): Feed {
  return changeFeed({ topic: 'people', whose: 'staff', load: (ids) => readListedPeople(ids) }, identity)
}
