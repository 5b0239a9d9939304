import type { NotificationKind, UserRole } from '../generated/prisma/client.ts'
import { textsOf } from '../languages/languages.ts'
import { isolated } from '../platform/characters.ts'
import type { Notice } from './reads.ts'

/** Who a sentence is for. */
export interface Reader {
  id: string
  role: UserRole
  /** The tag of their language; English without one. */
  language?: string | null
}

interface Kind {
  /** Describes the GraphQL value, which is the kind in capitals. */
  description: string
  /** Set if people see it although they do not see its ticket, or see it no longer. */
  isShownWithoutTicket?: true
}

/** Every kind of notification. Who may receive and raise which is in `prisma/sql/60_notifications.sql`. */
export const NOTIFICATION_KINDS: Readonly<Record<NotificationKind, Kind>> = {
  reply: {
    description: 'A reply in one of the viewer’s tickets.',
  },
  opened: {
    description: 'Staff created a ticket for the viewer.',
  },
  status: {
    description: 'The status of one of the viewer’s tickets changed.',
  },
  assigned: {
    description: 'Staff: a ticket was assigned to the viewer.',
  },
  mention: {
    description: 'Staff: the viewer was mentioned in an internal note.',
  },
  note: {
    description: 'Staff: an internal note in a ticket assigned to the viewer.',
  },
  chat_request: {
    description: 'Staff: a request to join a ticket or for a live chat.',
  },
  chat_decision: {
    description: 'A request of the viewer was decided.',
    isShownWithoutTicket: true,
  },
  scheduled_message_held: {
    description: 'A scheduled message of the viewer was not sent.',
  },
  session_scheduled: {
    description: 'A session with the viewer was scheduled.',
  },
  session_moved: {
    description: 'A session with the viewer was moved.',
  },
  session_cancelled: {
    description: 'A session with the viewer was cancelled.',
  },
  session_reminder: {
    description: 'A session with the viewer starts soon.',
  },
  session_response: {
    description: 'Staff: somebody answered the viewer’s invitation.',
  },
  emergency_access: {
    description: 'An admin asked for access to a private ticket of the viewer’s.',
  },
  rating_requested: {
    description: 'The desk asks the viewer to rate a resolved ticket.',
  },
  rated: {
    description: 'Staff: a requester rated a ticket assigned to the viewer.',
  },
  shop_ticket: {
    description: 'People of a shop: a customer wrote to it and nobody of the shop handles the ticket.',
  },
  shop_asked_in: {
    description: 'People of a shop: staff asked the shop into a ticket.',
  },
  shop_assigned: {
    description: 'People of a shop: the viewer handles a ticket for the shop.',
  },
  case_escalated: {
    description: 'Staff: one side of a ticket asked the platform to step in.',
  },
  shop_reminder: {
    description: 'The people of a shop: half of the time to answer a ticket is over.',
  },
  response_overdue: {
    description: 'The shop has not answered one of the viewer’s tickets by its deadline.',
  },
  evidence_requested: {
    description: 'Staff asked the viewer’s side of a dispute for evidence.',
  },
  case_decided: {
    description: 'A dispute of the viewer was decided.',
  },
  case_appealed: {
    description: 'The other side appealed a decision; for staff: an appeal is to be decided.',
  },
  case_due: {
    description: 'Staff: a decision is due, or evidence was not sent in time.',
  },
  unassigned: {
    description:
      'Staff: a customer wrote in an unassigned ticket. Removed as soon as somebody is assigned, answers or ends the ticket.',
  },
}

/** The text of a notification for its reader. */
export function notificationText(notice: Notice, reader: Reader): string {
  const { kind, count, data } = notice
  const { notices } = textsOf(reader.language)
  const actor = notice.actor && isolated(notice.actor.name)
  const ticket = notice.ticket?.number ?? notices.conversation
  const isYours = notice.ticket?.requesterId === reader.id
  return notices.sentences[kind]({
    who: actor ?? notices.someone,
    actor,
    ticket,
    yourTicket: isYours ? notices.yourTicket(ticket) : ticket,
    isYours,
    request: notices.request(notice.ticket ? ticket : null),
    count,
    data,
  })
}
