import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { readTickets } from '../tickets/reads.ts'
import type { TicketRow } from '../tickets/ticket.ts'
import { findRequests } from './reads.ts'

/** Requests that are made or decided: all of them for staff, only their own for others. */
export function chatRequestFeed(identity: Identity): Feed {
  const whose = isStaffRole(identity.role) ? 'staff' : 'own'
  return changeFeed({ topic: 'chat_requests', whose, load: findRequests }, identity)
}

/** A ticket that the viewer has joined, or null if they are no longer a participant. */
export interface Participation {
  /** The ticket's id. */
  id: string
  ticket: TicketRow | null
}

/** Tickets that the viewer has joined or left. */
export function participationFeed(identity: Identity): Feed {
  const load = async (ids: string[]): Promise<Participation[]> => {
    const tickets = await readTickets(ids)
    return ids.map((id, index) => ({ id, ticket: tickets[index]! }))
  }
  return changeFeed({ topic: 'participation', whose: 'own', load }, identity)
}
