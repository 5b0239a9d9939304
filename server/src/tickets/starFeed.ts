import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { readTickets } from './reads.ts'
import type { TicketRow } from './ticket.ts'

/** Tickets that the viewer stars or unstars, on any device. */
export function starFeed(identity: Identity): Feed {
  const load = async (ids: string[]): Promise<TicketRow[]> =>
    (await readTickets(ids)).filter((ticket) => ticket !== null)
  return changeFeed({ topic: 'stars', whose: 'own', load }, identity)
}
