import type { SenderType, TicketPriority, TicketStatus, TicketType } from '../../generated/prisma/client.ts'
import type { Origin } from './report.ts'

// What the rows of a source mean, whichever system they come from. Ids are the source's; times are in UTC with microseconds.

/** A person. Several tables may describe one, each in part. */
export interface ForeignPerson extends Origin {
  name: string | null
  email: string | null
  role: 'buyer' | 'seller' | 'agent' | null
  createdAt: string | undefined
}

/** A shop. */
export interface ForeignShop extends Origin {
  name: string | null
  ownerId: string | null
  createdAt: string | undefined
}

/** Whose conversation it is: a person's, or a shop's. */
export interface Requester {
  personId: string | null
  shopId: string | null
}

/** A ticket, without its messages. */
export interface ForeignTicket extends Origin, Requester {
  number: string | null
  subject: string | null
  status: TicketStatus
  priority: TicketPriority
  type: TicketType
  assigneeId: string | null
  assigneeName: string | null
  team: string | null
  tags: string[]
  notes: string
  starred: boolean
  createdAt: string | undefined
  resolvedAt: string | undefined
}

/** A message. `kind` distinguishes messages of different tables that have the same id. */
export interface ForeignMessage extends Origin, Requester {
  kind: string
  ticketId: string | null
  /** Null if it depends on what the author is. */
  sender: SenderType | null
  authorId: string | null
  body: string
  isRead: boolean
  isNote: boolean
  at: string
}

/** A file of a message, at its old address. */
export interface ForeignFile extends Origin {
  /** The kinds of message it can belong to. */
  kinds: readonly string[]
  messageId: string | null
  name: string | null
  url: string | null
  contentType: string | null
  size: number
  at: string | undefined
}

/** A request for a live chat. */
export interface ForeignRequest extends Origin, Requester {
  status: 'pending' | 'accepted' | 'declined' | 'cancelled'
  reason: string
  at: string | undefined
  decidedAt: string | undefined
}

/** A meeting about a ticket. */
export interface ForeignSession extends Origin {
  ticketId: string | null
  hostId: string | null
  startsAt: string | undefined
  endsAt: string | undefined
  minutes: number
  url: string | null
  state: 'scheduled' | 'held' | 'missed' | 'cancelled'
  createdAt: string | undefined
}
